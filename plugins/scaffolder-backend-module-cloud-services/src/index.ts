/**
 * Scaffolder actions that order, change and tear down cloud services.
 *
 * @packageDocumentation
 */

export { createCloudServicesActions } from './actions';
export type { CloudServicesActionsOptions } from './api/clients';
export { scaffolderModuleCloudServices as default } from './module';
