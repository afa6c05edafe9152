import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  createServiceRequestsClient,
  SERVICE_REQUESTS_TOPIC,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { pluginClient } from '@dualcloud/foundation-node';
import { createProcessor } from './createProcessor';
import { IndividualServiceProvider } from './IndividualServiceProvider';

/**
 * Brings individual services from accepted offers, and request types, into the
 * catalog.
 * @public
 */
export const catalogModuleServiceRequests = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'service-requests',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init(deps) {
        const { events, lifecycle, logger, processing, reader } = deps;
        const client = pluginClient(
          deps,
          'service-requests',
          createServiceRequestsClient,
        );
        const provider = IndividualServiceProvider.create({
          logger,
          read: async () => {
            const { data } = await (
              await client()
            ).GET('/individual-services', {
              signal: AbortSignal.timeout(30_000),
            });
            if (!data) throw new Error('there was no answer');
            return data.items.map(({ entity }) => entity as unknown as Entity);
          },
        });
        processing.addProcessor(createProcessor(reader));
        processing.addEntityProvider(provider);
        await events.subscribe({
          id: 'catalog-service-requests',
          topics: [SERVICE_REQUESTS_TOPIC],
          onEvent: async () => provider.wake(),
        });
        lifecycle.addStartupHook(() => provider.start());
        lifecycle.addShutdownHook(() => provider.stop());
      },
    });
  },
});
