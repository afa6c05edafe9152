import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiCloudLine } from '@remixicon/react';
import * as extensions from './extensions';
import { formFields } from './formFields';
import {
  catalogueRouteRef,
  environmentRouteRef,
  environmentsRouteRef,
  instanceRouteRef,
  orderFormRouteRef,
  orderRouteRef,
} from './routes';

/**
 * Service catalogue, orders and environments, for the new frontend system.
 * @public
 */
export const cloudServicesPlugin = createFrontendPlugin({
  pluginId: 'cloud-services',
  title: 'Cloud services',
  icon: <RiCloudLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    catalogue: catalogueRouteRef,
    environments: environmentsRouteRef,
    environment: environmentRouteRef,
    instance: instanceRouteRef,
    order: orderRouteRef,
  },
  externalRoutes: { orderForm: orderFormRouteRef },
  extensions: [
    extensions.cloudServicesApi,
    extensions.cataloguePage,
    extensions.environmentsPage,
    // Cards show in this order.
    extensions.offeringCard,
    extensions.plansCard,
    extensions.blueprintCard,
    extensions.compositionCard,
    extensions.servicePartiesCard,
    extensions.commissionCard,
    extensions.serviceInstancesContent,
    extensions.systemCard,
    extensions.environmentCard,
    extensions.instanceCard,
    extensions.homeWidget,
    extensions.serviceSearchResult,
    ...formFields,
  ],
});
