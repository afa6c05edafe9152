/**
 * Backend of the service levels plugin.
 *
 * @packageDocumentation
 */
export { serviceLevelsPlugin as default } from './plugin';
export {
  createServiceLevelsConditionalDecision,
  serviceLevelsConditions,
  serviceLevelsResourceRef,
  serviceLevelsRules,
  type ServiceLevelsResource,
  type ServiceLevelsResourceFilter,
} from './authorization';
