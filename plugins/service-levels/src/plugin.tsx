import {
  ApiBlueprint,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import { RiPulseLine } from '@remixicon/react';
import { serviceLevelsApiFactory } from './api';
import { serviceLevelsExtensions } from './extensions';
import {
  agreementRouteRef,
  agreementsRouteRef,
  calendarRouteRef,
  calendarsRouteRef,
  explanationRouteRef,
  maintenanceRouteRef,
  outageRouteRef,
  outagesRouteRef,
  serviceLevelRouteRef,
  serviceLevelsRouteRef,
} from './routes';
import { serviceStatusApiFactory } from './status/serviceStatusApi';

const serviceLevelsApi = ApiBlueprint.make({
  params: defineParams => defineParams(serviceLevelsApiFactory),
});

const serviceStatusApi = ApiBlueprint.make({
  name: 'status',
  params: defineParams => defineParams(serviceStatusApiFactory),
});

/**
 * Service levels, outages and maintenance, for the new frontend system.
 * @public
 */
export const serviceLevelsPlugin = createFrontendPlugin({
  pluginId: 'service-levels',
  title: 'Service levels',
  icon: <RiPulseLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    levels: serviceLevelsRouteRef,
    level: serviceLevelRouteRef,
    explanation: explanationRouteRef,
    outages: outagesRouteRef,
    outage: outageRouteRef,
    maintenance: maintenanceRouteRef,
    calendars: calendarsRouteRef,
    calendar: calendarRouteRef,
    agreements: agreementsRouteRef,
    agreement: agreementRouteRef,
  },
  extensions: [serviceLevelsApi, serviceStatusApi, ...serviceLevelsExtensions],
});
