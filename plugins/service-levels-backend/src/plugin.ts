import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  type ServiceLevelsSource,
  serviceLevelsSourcesExtensionPoint,
} from '@dualcloud/backstage-plugin-service-levels-node';
import { createServices } from './createServices';
import { createRouter } from './router';

/**
 * The service levels plugin: agreements, calendars, outages, maintenance and
 * attainment. Sources of measurements come from modules, through
 * `serviceLevelsSourcesExtensionPoint`.
 * @public
 */
export const serviceLevelsPlugin = createBackendPlugin({
  pluginId: 'service-levels',
  register(env) {
    const sources: ServiceLevelsSource[] = [];
    env.registerExtensionPoint(serviceLevelsSourcesExtensionPoint, {
      addSource(source) {
        if (sources.some(({ id }) => id === source.id)) {
          throw new Error(
            `there are two sources "${source.id}"; give one of them another name`,
          );
        }
        sources.push(source);
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
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        reader: coreServices.urlReader,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const services = await createServices(deps, sources);
        deps.httpRouter.use(await createRouter(services));
        await services.start();
      },
    });
  },
});
