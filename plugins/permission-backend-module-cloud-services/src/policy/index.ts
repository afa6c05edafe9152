export * from './CloudServicesPolicy';
