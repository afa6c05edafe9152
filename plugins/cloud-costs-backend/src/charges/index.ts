export { accruedThrough } from './accrual';
export {
  type RatingJob,
  type RatingSlice,
  RatingWorker,
  type RatingWorkerOptions,
} from './RatingWorker';
export type { RatingOutcome, StoredCharge } from './types';
