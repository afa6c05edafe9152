export {
  type AgreedMaintenance,
  MaintenanceService,
  type RecurringWindow,
} from './MaintenanceService';
export { MaintenanceStore } from './MaintenanceStore';
export { type MaintenanceRouteOptions, maintenanceRoutes } from './routes';
export type { StoredWindow } from './types';
