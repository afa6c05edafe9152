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
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { serviceRequestsApiFactory } from './api';
import { levelsApiFactory } from './api/serviceLevelsApi';
import {
  maintenanceRouteRef,
  outageRouteRef,
  serviceDeskRouteRef,
} from './desk/routes';
import { serviceRequestsRouteRef } from './routes';
import { isRequestResult, isTicketResult } from './search/isResult';

export { serviceRequestsApiRef, type ServiceRequestsApi } from './api';
export { serviceRequestsTranslationRef } from './translation';

/** @public */
export const serviceRequestsPlugin = createPlugin({
  id: 'service-requests',
  apis: [serviceRequestsApiFactory, levelsApiFactory],
  routes: { requests: serviceRequestsRouteRef, desk: serviceDeskRouteRef },
  externalRoutes: { outage: outageRouteRef, maintenance: maintenanceRouteRef },
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

/** Everything under `/service-desk`. @public */
export const ServiceDeskPage: () => JSX.Element | null =
  serviceRequestsPlugin.provide(
    createRoutableExtension({
      name: 'ServiceDeskPage',
      mountPoint: serviceDeskRouteRef,
      component: () =>
        import('./legacyPages').then(m => m.LegacyServiceDeskPage),
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

/** On a CloudService’s page. @public */
export const EntityServiceTicketsCard: () => JSX.Element | null =
  serviceRequestsPlugin.provide(
    createComponentExtension({
      name: 'EntityServiceTicketsCard',
      component: {
        lazy: () => import('./desk/card').then(m => m.ServiceTicketsCard),
      },
    }),
  );

/** On a System’s page. @public */
export const EntitySystemTicketsCard: () => JSX.Element | null =
  serviceRequestsPlugin.provide(
    createComponentExtension({
      name: 'EntitySystemTicketsCard',
      component: {
        lazy: () => import('./desk/card').then(m => m.SystemTicketsCard),
      },
    }),
  );

/** On an environment’s page. @public */
export const EntityEnvironmentTicketsCard: () => JSX.Element | null =
  serviceRequestsPlugin.provide(
    createComponentExtension({
      name: 'EntityEnvironmentTicketsCard',
      component: {
        lazy: () => import('./desk/card').then(m => m.EnvironmentTicketsCard),
      },
    }),
  );

/** On a service instance’s page. @public */
export const EntityInstanceTicketsCard: () => JSX.Element | null =
  serviceRequestsPlugin.provide(
    createComponentExtension({
      name: 'EntityInstanceTicketsCard',
      component: {
        lazy: () => import('./desk/card').then(m => m.InstanceTicketsCard),
      },
    }),
  );

/** A request among the results of a search. @public */
export const ServiceRequestSearchResultListItem = serviceRequestsPlugin.provide(
  createSearchResultListItemExtension({
    name: 'ServiceRequestSearchResultListItem',
    predicate: isRequestResult,
    component: () => import('./search').then(m => m.RequestResultItem),
  }),
);

/** An incident, a problem or a change among the results of a search. @public */
export const TicketSearchResultListItem = serviceRequestsPlugin.provide(
  createSearchResultListItemExtension({
    name: 'TicketSearchResultListItem',
    predicate: isTicketResult,
    component: () => import('./search').then(m => m.TicketResultItem),
  }),
);
