/**
 * Backend of the cloud services plugin.
 *
 * @packageDocumentation
 */
export { cloudServicesPlugin as default } from './plugin';
export {
  cloudServicesConditions,
  cloudServicesResourceRef,
  cloudServicesRules,
  createCloudServicesConditionalDecision,
  type CloudServicesResource,
  type CloudServicesResourceFilter,
} from './authorization';
