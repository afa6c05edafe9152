export { AnomalyFinder } from './AnomalyFinder';
export { AnomalyNotices } from './AnomalyNotices';
export type { AnomalyService } from './AnomalyService';
export { createAnomalies } from './createAnomalies';
export { type AnomalyRouteOptions, anomalyRoutes } from './routes';
