import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createCloudServicesActions } from './actions';
import { bindAgainOnResume } from './credentials/bindAgainOnResume';

/**
 * Adds the `cloud-services:*` actions to the scaffolder.
 * @public
 */
export const scaffolderModuleCloudServices = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'cloud-services',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
      },
      async init({ actions, auth, discovery, events, logger }) {
        actions.addActions(...createCloudServicesActions({ auth, discovery }));
        await bindAgainOnResume({ events, logger });
      },
    });
  },
});
