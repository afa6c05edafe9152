export {
  type AccountOptions,
  accountTime,
  isCounting,
  type TimeAccount,
} from './accountTime';
export {
  Attainment,
  type AttainmentOptions,
  type IncidentReaction,
} from './Attainment';
export {
  attainmentOf,
  availabilityOf,
  availabilityState,
  burnDown,
} from './availability';
export type { Evaluation } from './evaluation';
export { durationSeconds, instantBefore } from './durations';
export {
  type AttainmentTerms,
  type Facts,
  type IncidentFact,
  type MaintenanceFact,
  type MetricFact,
  type OutageFact,
  termsOf,
} from './facts';
export { judgeWindow, type WindowJudgement } from './maintenance';
export { RATIO_PLACES } from './metrics';
export { type CountedRun, countedRuns } from './outageRuns';
export {
  allowedPercent,
  percentOf,
  reaches,
  type Share,
  shareOf,
} from './percent';
export { type Reaction, reactionOf } from './reactions';
