export * from './apiVersion';
export * from './CloudService';
export * from './EnvironmentBlueprint';
export * from './Commission';
export * from './relations';
export * from './validation';
export * from './parameters';
