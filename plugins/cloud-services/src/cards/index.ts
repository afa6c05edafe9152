export { EnvironmentCard } from './EnvironmentCard';
export { HomeWidget } from './HomeWidget';
export { InstanceCard } from './InstanceCard';
export { SystemCard } from './SystemCard';
