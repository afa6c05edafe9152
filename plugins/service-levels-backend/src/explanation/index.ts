export { explainDays, presentIntervals, presentTimeline } from './explainDays';
export {
  explainOutages,
  type OutageBreakdown,
  type Why,
} from './explainOutages';
export { availabilitySteps, otherSteps } from './explainSteps';
