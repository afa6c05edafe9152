export * from './billing';
export { digestOf } from './digest';
export { sumLines } from './lines';
export { notifyPayer } from './notifyPayer';
export * from './routes';
export {
  type BillingParty,
  SnapshotReader,
  type StatementSnapshot,
} from './snapshot';
export { StatementLifecycle } from './StatementLifecycle';
export type { StoredStatement } from './statementRows';
export {
  StatementService,
  type StatementWithParties,
} from './StatementService';
export { StatementStore } from './StatementStore';
export { createBilling } from './createBilling';
