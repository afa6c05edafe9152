import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { PartyResolver } from '@dualcloud/foundation-node';
import { ThreePartyPolicy } from './ThreePartyPolicy';

/**
 * Installs the {@link ThreePartyPolicy}. A portal has one policy only: install
 * no other policy module beside it.
 * @public
 */
export const permissionModuleCloudServices = createBackendModule({
  pluginId: 'permission',
  moduleId: 'cloud-services',
  register(env) {
    env.registerInit({
      deps: {
        policy: policyExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ policy, auth, catalog, config, logger }) {
        const parties = PartyResolver.create({ auth, catalog, config });
        policy.setPolicy(new ThreePartyPolicy({ parties, logger }));
      },
    });
  },
});
