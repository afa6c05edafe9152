import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { ServiceLevelCollatorFactory } from './ServiceLevelCollatorFactory';

const SCHEDULE = 'search.collators.serviceLevels.schedule';

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
          schedule: scheduler.createScheduledTaskRunner(readSchedule(config)),
          factory: ServiceLevelCollatorFactory.create({ auth, discovery }),
        });
      },
    });
  },
});

function readSchedule(
  config: RootConfigService,
): SchedulerServiceTaskScheduleDefinition {
  const wanted = config.getOptionalConfig(SCHEDULE);
  return wanted
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(wanted)
    : {
        frequency: { minutes: 10 },
        timeout: { minutes: 15 },
        initialDelay: { seconds: 10 },
      };
}
