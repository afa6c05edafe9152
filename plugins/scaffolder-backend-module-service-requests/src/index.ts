/**
 * Scaffolder actions that open requests, deliver releases for takeover, wait
 * for the verdict, and report incidents.
 *
 * @packageDocumentation
 */

export {
  createServiceRequestsActions,
  type ServiceRequestsActionsOptions,
} from './actions';
export { scaffolderModuleServiceRequests as default } from './module';
