import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ticketConnectorsExtensionPoint } from '@dualcloud/backstage-plugin-service-requests-node';
import { RequestTrackerConnector } from './RequestTrackerConnector';

/**
 * Connects the Request Tracker under `serviceRequests.connectors.requestTracker`.
 * Does nothing where there is none.
 * @public
 */
export const serviceRequestsModuleRequestTracker = createBackendModule({
  pluginId: 'service-requests',
  moduleId: 'request-tracker',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        connectors: ticketConnectorsExtensionPoint,
      },
      async init({ config, connectors }) {
        const connector = RequestTrackerConnector.fromConfig(config);
        if (connector) connectors.addConnector(connector);
      },
    });
  },
});
