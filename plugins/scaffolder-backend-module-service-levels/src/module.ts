import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { attachAgreementAction } from './agreements';

/**
 * Adds `service-levels:attach-agreement` to the scaffolder.
 * @public
 */
export const scaffolderModuleServiceLevels = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'service-levels',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        actions.addActions(attachAgreementAction({ auth, discovery }));
      },
    });
  },
});
