export * from './apiVersion';
export * from './CloudService';
export * from './EnvironmentBlueprint';
export * from './Commission';
export * from './relations';
