export { COUNTING } from './deeds';
export type { LateChange } from './lateChange';
export { OutageService } from './OutageService';
export { type OutageEntry, OutageStore } from './OutageStore';
export { presentOutage } from './presentOutage';
export { type OutageRouteOptions, outageRoutes } from './routes';
export { type OutageRow, type StoredOutage, toOutage } from './types';
