export { accruedThrough } from './accrual';
export { readCharges } from './ChargeStore';
export {
  type RatingJob,
  type RatingSlice,
  RatingWorker,
  type RatingWorkerOptions,
} from './RatingWorker';
export type { RatingOutcome, StoredCharge } from './types';
