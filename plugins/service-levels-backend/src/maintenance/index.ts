export type { AgreedMaintenance, RecurringWindow } from './agreed';
export { MaintenanceDesk } from './MaintenanceDesk';
export { MaintenanceReader } from './MaintenanceReader';
export { MaintenanceStore } from './MaintenanceStore';
export { type MaintenanceRouteOptions, maintenanceRoutes } from './routes';
export type { StoredWindow } from './types';
