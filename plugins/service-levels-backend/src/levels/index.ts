export { FactReader, type GatheredFacts, type Judged } from './FactReader';
export { type Figure, type Level, Levels, workOut } from './Levels';
export { LevelService } from './LevelService';
export { presentExplanation } from './presentExplanation';
export { presentLevel, worstOf } from './presentLevel';
export { type LevelRouteOptions, levelRoutes } from './routes';
export { StatusService } from './StatusService';
export { agreedMaintenanceOf } from './agreedMaintenance';
export { reactionTimesBy } from './reactionTimes';
