import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { RequestCollatorFactory } from './RequestCollatorFactory';
import { TicketCollatorFactory } from './TicketCollatorFactory';

const SCHEDULE = 'search.collators.serviceRequests.schedule';

/**
 * Adds requests and tickets to the search index.
 * @public
 */
export const searchModuleServiceRequests = createBackendModule({
  pluginId: 'search',
  moduleId: 'service-requests-collator',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { config, indexRegistry, logger, scheduler } = deps;
        // Without permissions the search shows everybody everything, drafts too.
        if (!config.getOptionalBoolean('permission.enabled')) {
          logger.warn(
            'Requests and tickets are not indexed, as everybody would find them: set permission.enabled to true',
          );
          return;
        }
        const schedule = readSchedule(config);
        const factories = [
          RequestCollatorFactory.create(deps),
          TicketCollatorFactory.create(deps),
        ];
        for (const factory of factories) {
          indexRegistry.addCollator({
            schedule: scheduler.createScheduledTaskRunner(schedule),
            factory,
          });
        }
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
