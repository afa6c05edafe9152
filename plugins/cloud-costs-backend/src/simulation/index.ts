export { type SimulationRouteOptions, simulationRoutes } from './routes';
export { SimulationService } from './SimulationService';
