/**
 * Backend of the service requests plugin.
 *
 * @packageDocumentation
 */
export { serviceRequestsPlugin as default } from './plugin';
export {
  createServiceRequestsConditionalDecision,
  serviceRequestsConditions,
  serviceRequestsResourceRef,
  serviceRequestsRules,
  type ServiceRequestsResource,
  type ServiceRequestsResourceFilter,
} from './authorization';
