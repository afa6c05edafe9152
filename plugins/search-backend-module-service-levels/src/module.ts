import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { readCollatorSchedule } from '@dualcloud/foundation-node';
import { ServiceLevelCollatorFactory } from './ServiceLevelCollatorFactory';

/**
 * Adds service levels to the search index.
 * @public
 */
export const searchModuleServiceLevels = createBackendModule({
  pluginId: 'search',
  moduleId: 'service-levels-collator',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, discovery, indexRegistry, scheduler }) {
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(
            readCollatorSchedule(config, 'serviceLevels'),
          ),
          factory: ServiceLevelCollatorFactory.create({ auth, discovery }),
        });
      },
    });
  },
});
