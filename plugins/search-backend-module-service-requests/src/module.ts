import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { readCollatorSchedule } from '@dualcloud/foundation-node';
import { RequestCollatorFactory } from './RequestCollatorFactory';
import { TicketCollatorFactory } from './TicketCollatorFactory';

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
        const schedule = readCollatorSchedule(config, 'serviceRequests');
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
