/** What others need who decide which statement something is billed in. */
export {
  type BillingPeriods,
  earliestOpenMonth,
  graceEndsAt,
  stateAt,
} from './periods';
export {
  ensureStatements,
  lockBilling,
  readFinal,
  type StatementKey,
} from './statementRows';
