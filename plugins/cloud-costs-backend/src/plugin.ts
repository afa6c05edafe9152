import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  cloudCostsCollectorsExtensionPoint,
  type UsageCollector,
} from '@dualcloud/backstage-plugin-cloud-costs-node';
import { createServices } from './createServices';
import { createRouter } from './router';

/**
 * The cloud costs plugin: usage, price lists, charges, statements, budgets and
 * FOCUS exports. Collectors of usage come from modules, through
 * `cloudCostsCollectorsExtensionPoint`.
 * @public
 */
export const cloudCostsPlugin = createBackendPlugin({
  pluginId: 'cloud-costs',
  register(env) {
    const collectors: UsageCollector[] = [];
    env.registerExtensionPoint(cloudCostsCollectorsExtensionPoint, {
      addCollector(collector) {
        if (collectors.some(({ id }) => id === collector.id)) {
          throw new Error(
            `two modules bring a collector "${collector.id}"; install one of them`,
          );
        }
        collectors.push(collector);
      },
    });
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const services = await createServices(deps, collectors);
        deps.httpRouter.use(await createRouter(services));
        await services.start();
      },
    });
  },
});
