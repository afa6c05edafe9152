export { AnomalyFinder } from './AnomalyFinder';
export { AnomalyService } from './AnomalyService';
export { type AnomalyRouteOptions, anomalyRoutes } from './routes';
