/**
 * Backend of the cloud costs plugin.
 *
 * @packageDocumentation
 */
export { cloudCostsPlugin as default } from './plugin';
export {
  cloudCostsConditions,
  cloudCostsResourceRef,
  cloudCostsRules,
  createCloudCostsConditionalDecision,
  type CloudCostsResource,
  type CloudCostsResourceFilter,
} from './authorization';
