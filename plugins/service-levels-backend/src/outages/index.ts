export { COUNTING } from './deeds';
export { type LateChange, tellIfLate } from './lateChange';
export { OutageService } from './OutageService';
export { type OutageEntry, OutageStore } from './OutageStore';
export { presentOutage } from './presentOutage';
export { type OutageRouteOptions, outageRoutes } from './routes';
export { type OutageRow, type StoredOutage, toOutage } from './types';
