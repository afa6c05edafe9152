import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createServiceRequestsActions } from './actions';

/**
 * Adds the `service-requests:*` actions to the scaffolder.
 * @public
 */
export const scaffolderModuleServiceRequests = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'service-requests',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        actions.addActions(
          ...createServiceRequestsActions({ auth, discovery }),
        );
      },
    });
  },
});
