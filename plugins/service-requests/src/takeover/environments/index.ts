export { EnvironmentDialog } from './EnvironmentDialog';
export { EnvironmentFacts } from './EnvironmentFacts';
