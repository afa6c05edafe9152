export { EnvironmentReader } from './EnvironmentReader';
