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
  type CloudServiceDriverFactory,
  cloudServicesDriversExtensionPoint,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import { registerActions } from './actions';
import { createServices } from './createServices';
import { createRouter } from './router';

/**
 * The cloud services plugin: orders, environments, service instances,
 * provisioning and credentials. Drivers come from modules, through
 * `cloudServicesDriversExtensionPoint`.
 * @public
 */
export const cloudServicesPlugin = createBackendPlugin({
  pluginId: 'cloud-services',
  register(env) {
    const factories: CloudServiceDriverFactory[] = [];
    env.registerExtensionPoint(cloudServicesDriversExtensionPoint, {
      addDriverFactory(factory) {
        if (factories.some(({ type }) => type === factory.type)) {
          throw new Error(
            `two modules bring a driver of type "${factory.type}"; install one of them`,
          );
        }
        factories.push(factory);
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
        const services = await createServices(deps, factories);
        deps.httpRouter.use(await createRouter(services));
        registerActions(deps.actionsRegistry, services);
        await services.start();
      },
    });
  },
});
