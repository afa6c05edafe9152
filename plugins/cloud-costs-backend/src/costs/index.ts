export { CostMemory } from './CostMemory';
export type { CostService } from './CostService';
export { CostTotals } from './CostTotals';
export { createCosts } from './createCosts';
export { writeLineId } from './lineKey';
export { nextCostChange } from './nextCostChange';
export { presentAllocation } from './presentAllocation';
export {
  type CostFilter,
  type CostQuestion,
  type FilterParameters,
  readFilter,
  readPeriod,
  type Restriction,
} from './query';
export { type CostRouteOptions, costRoutes } from './routes';
