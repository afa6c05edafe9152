import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  CLOUD_SERVICES_CHANGED_TOPIC,
  CLOUD_SERVICES_SYNC_TOPIC,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { CloudServicesProcessor } from './CloudServicesProcessor';
import { Dependents, ServiceReader } from './composition';
import { readConfig } from './readConfig';
import {
  BrokerCatalogProvider,
  HttpCloudServicesSource,
  LiveEntityProvider,
  openLeases,
} from './sync';

function requestedBroker(payload: unknown): string | undefined {
  return typeof payload === 'object' &&
    payload !== null &&
    'brokerName' in payload &&
    typeof payload.brokerName === 'string'
    ? payload.brokerName
    : undefined;
}

/**
 * Brings cloud services, blueprints, commissions, and live environments and
 * instances into the catalog.
 * @public
 */
export const catalogModuleCloudServices = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'cloud-services',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, catalog, logger, lifecycle, processing, scheduler } =
          deps;
        const { brokerNames, hasCosts, language, namespace, schedule } =
          readConfig(deps.config);
        const source = new HttpCloudServicesSource({
          auth,
          discovery: deps.discovery,
        });
        const leases = await openLeases(deps.database);
        const dependents = new Dependents(logger);
        const live = new LiveEntityProvider({
          source,
          catalog,
          auth,
          logger,
          namespace,
        });
        const brokers = new Map(
          brokerNames.map(brokerName => [
            brokerName,
            new BrokerCatalogProvider({
              brokerName,
              namespace,
              source,
              catalog,
              auth,
              logger,
              scheduler,
              schedule,
              leases,
            }),
          ]),
        );

        processing.addProcessor(
          CloudServicesProcessor.create({
            reader: new ServiceReader({ catalog, auth, logger }),
            dependents,
            logger,
            language,
            hasCosts,
          }),
        );
        processing.addEntityProvider(live, ...brokers.values(), {
          // Needs a connection to refresh what depends on a changed service; brings no entity itself.
          getProviderName: () => 'cloud-services-dependents',
          connect: async connection => dependents.connect(connection),
        });

        await deps.events.subscribe({
          id: 'catalog-cloud-services',
          topics: [CLOUD_SERVICES_CHANGED_TOPIC, CLOUD_SERVICES_SYNC_TOPIC],
          onEvent: async ({ topic, eventPayload }) => {
            if (topic === CLOUD_SERVICES_CHANGED_TOPIC) {
              live.wake();
              return;
            }
            const name = requestedBroker(eventPayload);
            if (name) brokers.get(name)?.syncSoon();
          },
        });

        lifecycle.addStartupHook(async () => {
          await Promise.all(
            [live, ...brokers.values()].map(provider => provider.start()),
          );
        });
        lifecycle.addShutdownHook(() => {
          live.stop();
          brokers.forEach(broker => broker.stop());
          dependents.stop();
        });
      },
    });
  },
});
