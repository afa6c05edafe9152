/**
 * Requests for individual services, for portals that still run the old frontend
 * system.
 *
 * @packageDocumentation
 */
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { serviceRequestsApiFactory } from './api';
import { serviceRequestsRouteRef } from './routes';

export { serviceRequestsApiRef, type ServiceRequestsApi } from './api';
export { serviceRequestsTranslationRef } from './translation';

/** @public */
export const serviceRequestsPlugin = createPlugin({
  id: 'service-requests',
  apis: [serviceRequestsApiFactory],
  routes: { requests: serviceRequestsRouteRef },
});

/** Everything under `/service-requests`. @public */
export const ServiceRequestsPage: () => JSX.Element | null =
  serviceRequestsPlugin.provide(
    createRoutableExtension({
      name: 'ServiceRequestsPage',
      mountPoint: serviceRequestsRouteRef,
      component: () =>
        import('./legacyPages').then(m => m.LegacyServiceRequestsPage),
    }),
  );

/** On the page of an individual CloudService, in place of an order button. @public */
export const EntityIndividualServiceCard: () => JSX.Element | null =
  serviceRequestsPlugin.provide(
    createComponentExtension({
      name: 'EntityIndividualServiceCard',
      component: {
        lazy: () => import('./cards').then(m => m.IndividualServiceCard),
      },
    }),
  );

/** On a System's page. @public */
export const EntitySystemRequestsCard: () => JSX.Element | null =
  serviceRequestsPlugin.provide(
    createComponentExtension({
      name: 'EntitySystemRequestsCard',
      component: {
        lazy: () => import('./cards').then(m => m.SystemRequestsCard),
      },
    }),
  );

/** On the page of an agency or a software provider. @public */
export const EntityGroupRequestsCard: () => JSX.Element | null =
  serviceRequestsPlugin.provide(
    createComponentExtension({
      name: 'EntityGroupRequestsCard',
      component: {
        lazy: () => import('./cards').then(m => m.GroupRequestsCard),
      },
    }),
  );
