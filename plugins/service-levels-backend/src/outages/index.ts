export { COUNTING } from './deeds';
export { type LateChange, tellIfLate } from './lateChange';
export { OutageDesk } from './OutageDesk';
export { OutageReader } from './OutageReader';
export { type OutageEntry, OutageStore } from './OutageStore';
export { presentOutage } from './presentOutage';
export { type OutageRouteOptions, outageRoutes } from './routes';
export { type OutageRow, type StoredOutage, toOutage } from './types';
