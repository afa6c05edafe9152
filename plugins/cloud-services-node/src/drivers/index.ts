export * from './CloudServiceDriver';
export * from './DriverError';
export * from './extensionPoint';
