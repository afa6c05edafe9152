export * from './checkSchema';
export * from './maskParameters';
export * from './validateParameters';
