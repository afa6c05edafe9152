export { CommitmentStore } from './CommitmentStore';
export {
  filterCommitments,
  restrictToSeen,
  type ScopeFilter,
  whereConcerned,
} from './concerns';
export { type Commitment, type CommitmentRow, toCommitment } from './types';
