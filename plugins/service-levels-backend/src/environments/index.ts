export { EnvironmentFeed, fetchFrom } from './EnvironmentFeed';
export { EnvironmentStore, type StoredInstance } from './EnvironmentStore';
