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
  type AttachmentScanner,
  attachmentScannersExtensionPoint,
  type TakeoverGate,
  takeoverGatesExtensionPoint,
  type TicketConnector,
  ticketConnectorsExtensionPoint,
} from '@dualcloud/backstage-plugin-service-requests-node';
import { registerActions } from './actions';
import { WEBHOOK_PATH } from './connectors';
import { createServices } from './createServices';
import { createRouter } from './router';

/**
 * The service requests plugin: requests, offers, takeover and IT service
 * management of individual services.
 * @public
 */
export const serviceRequestsPlugin = createBackendPlugin({
  pluginId: 'service-requests',
  register(env) {
    const scanners: AttachmentScanner[] = [];
    env.registerExtensionPoint(attachmentScannersExtensionPoint, {
      addScanner: scanner => {
        scanners.push(scanner);
      },
    });
    const gates: TakeoverGate[] = [];
    env.registerExtensionPoint(takeoverGatesExtensionPoint, {
      addGate: gate => {
        gates.push(gate);
      },
    });
    const connectors: TicketConnector[] = [];
    env.registerExtensionPoint(ticketConnectorsExtensionPoint, {
      addConnector: connector => {
        connectors.push(connector);
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
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const services = await createServices(deps, {
          scanners,
          gates,
          connectors,
        });
        deps.httpRouter.use(await createRouter(services));
        registerActions(deps.actionsRegistry, services);
        deps.httpRouter.addAuthPolicy({
          path: WEBHOOK_PATH,
          allow: 'unauthenticated',
        });
        await services.start();
      },
    });
  },
});
