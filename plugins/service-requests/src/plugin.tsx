import {
  ApiBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { RiChatSettingsLine } from '@remixicon/react';
import { serviceRequestsApiFactory } from './api';
import { serviceRequestsExtensions } from './extensions';
import {
  newRequestRouteRef,
  serviceRequestRouteRef,
  serviceRequestsRouteRef,
} from './routes';

const serviceRequestsApi = ApiBlueprint.make({
  params: defineParams => defineParams(serviceRequestsApiFactory),
});

/**
 * Requests for individual services and their offers, for the new frontend system.
 * @public
 */
export const serviceRequestsPlugin = createFrontendPlugin({
  pluginId: 'service-requests',
  title: 'Requests',
  icon: <RiChatSettingsLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    requests: serviceRequestsRouteRef,
    newRequest: newRequestRouteRef,
    request: serviceRequestRouteRef,
  },
  extensions: [serviceRequestsApi, ...serviceRequestsExtensions],
});
