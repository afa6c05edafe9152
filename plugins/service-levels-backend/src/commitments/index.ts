export { CommitmentStore } from './CommitmentStore';
export {
  filterCommitments,
  restrictToSeen,
  type ScopeFilter,
  whereConcerned,
} from './concerns';
export {
  deriveCommitments,
  type EnvironmentFacts,
  type ServiceFacts,
} from './deriveCommitments';
export { storeCommitments } from './storeCommitments';
export { type Commitment, type CommitmentRow, toCommitment } from './types';
