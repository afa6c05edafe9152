export {
  type AgreedMaintenance,
  MaintenanceService,
  type RecurringWindow,
} from './MaintenanceService';
export { MaintenanceStore } from './MaintenanceStore';
export { type MaintenanceRouteOptions, maintenanceRoutes } from './routes';
export { standingOf, toSeconds } from './terms';
export type { StoredWindow } from './types';
