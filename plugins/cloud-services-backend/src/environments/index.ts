export * from './EnvironmentService';
export * from './EnvironmentStore';
