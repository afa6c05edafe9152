export { EnvironmentReader } from './EnvironmentReader';
export {
  type NamedEnvironments,
  requireEnvironments,
} from './requireEnvironment';
