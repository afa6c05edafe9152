/**
 * Lets people find service levels in Backstage's search.
 *
 * @packageDocumentation
 */

export {
  ServiceLevelCollatorFactory,
  type ServiceLevelCollatorOptions,
} from './ServiceLevelCollatorFactory';
export { searchModuleServiceLevels as default } from './module';
