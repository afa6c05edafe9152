export * from './types';
export { timeZoneFault, timeZoneOffset } from './timeZone';
