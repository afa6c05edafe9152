import {
  ApiBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { RiChatSettingsLine } from '@remixicon/react';
import { serviceRequestsApiFactory } from './api';
import { levelsApiFactory } from './api/serviceLevelsApi';
import {
  maintenanceRouteRef,
  outageRouteRef,
  releaseCalendarRouteRef,
  reportTicketRouteRef,
  serviceDeskRouteRef,
  ticketRouteRef,
} from './desk/routes';
import { serviceRequestsExtensions } from './extensions';
import {
  newRequestRouteRef,
  serviceRequestRouteRef,
  serviceRequestsRouteRef,
} from './routes';

const serviceRequestsApi = ApiBlueprint.make({
  params: defineParams => defineParams(serviceRequestsApiFactory),
});

const levelsApi = ApiBlueprint.make({
  name: 'levels',
  params: defineParams => defineParams(levelsApiFactory),
});

/**
 * Requests for individual services, their offers, and the service desk, for the new
 * frontend system.
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
    desk: serviceDeskRouteRef,
    reportTicket: reportTicketRouteRef,
    releaseCalendar: releaseCalendarRouteRef,
    ticket: ticketRouteRef,
  },
  externalRoutes: {
    outage: outageRouteRef,
    maintenance: maintenanceRouteRef,
  },
  extensions: [serviceRequestsApi, levelsApi, ...serviceRequestsExtensions],
});
