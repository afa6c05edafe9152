export * from './timeZone';
export * from './instantFormat';
