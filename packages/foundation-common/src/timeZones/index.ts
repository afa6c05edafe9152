export * from './timeZone';
