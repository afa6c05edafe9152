import {
  PageBlueprint,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import {
  SERVICE_REQUEST_DOCUMENT_TYPE,
  TICKET_DOCUMENT_TYPE,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { RiChatSettingsLine, RiCustomerService2Line } from '@remixicon/react';
import { serviceDeskRouteRef } from './desk/routes';
import { serviceRequestsRouteRef } from './routes';
import { isRequestResult, isTicketResult } from './search/isResult';

export const requestsPage = PageBlueprint.make({
  name: 'requests',
  params: {
    path: '/service-requests',
    title: 'Requests',
    icon: <RiChatSettingsLine />,
    routeRef: serviceRequestsRouteRef,
    loader: () =>
      import('./ServiceRequestsRouter').then(m => (
        <main>
          <m.ServiceRequestsRouter />
        </main>
      )),
  },
});

export const deskPage = PageBlueprint.make({
  name: 'desk',
  params: {
    path: '/service-desk',
    title: 'Service desk',
    icon: <RiCustomerService2Line />,
    routeRef: serviceDeskRouteRef,
    loader: () =>
      import('./desk/DeskRouter').then(m => (
        <main>
          <m.DeskRouter />
        </main>
      )),
  },
});

/** In place of an order button, as individual services have none. */
export const individualCard = EntityCardBlueprint.make({
  name: 'individual',
  params: {
    filter: { kind: 'cloudservice', 'spec.lane': 'individual' },
    type: 'content',
    loader: () => import('./cards').then(m => <m.IndividualServiceCard />),
  },
});

export const systemCard = EntityCardBlueprint.make({
  name: 'system',
  params: {
    filter: { kind: 'system' },
    type: 'content',
    loader: () => import('./cards').then(m => <m.SystemRequestsCard />),
  },
});

export const groupCard = EntityCardBlueprint.make({
  name: 'group',
  params: {
    filter: {
      kind: 'group',
      'spec.type': { $in: ['agency', 'software-provider'] },
    },
    type: 'content',
    loader: () => import('./cards').then(m => <m.GroupRequestsCard />),
  },
});

export const serviceTicketsCard = EntityCardBlueprint.make({
  name: 'service-tickets',
  params: {
    filter: { kind: 'cloudservice' },
    type: 'content',
    loader: () => import('./desk/card').then(m => <m.ServiceTicketsCard />),
  },
});

export const systemTicketsCard = EntityCardBlueprint.make({
  name: 'system-tickets',
  params: {
    filter: { kind: 'system' },
    type: 'content',
    loader: () => import('./desk/card').then(m => <m.SystemTicketsCard />),
  },
});

export const environmentTicketsCard = EntityCardBlueprint.make({
  name: 'environment-tickets',
  params: {
    filter: { kind: 'resource', 'spec.type': 'environment' },
    type: 'content',
    loader: () => import('./desk/card').then(m => <m.EnvironmentTicketsCard />),
  },
});

export const instanceTicketsCard = EntityCardBlueprint.make({
  name: 'instance-tickets',
  params: {
    filter: { kind: 'resource', 'spec.type': 'service-instance' },
    type: 'content',
    loader: () => import('./desk/card').then(m => <m.InstanceTicketsCard />),
  },
});

export const homeWidget = HomePageWidgetBlueprint.make({
  name: 'my-requests',
  params: {
    name: 'MyRequests',
    title: 'Requests that wait for me',
    description: 'Requests in which it is my turn',
    layout: {
      width: { minColumns: 4, defaultColumns: 6 },
      height: { minRows: 4, defaultRows: 6 },
    },
    components: () =>
      import('./cards').then(m => ({ Content: () => <m.HomeWidget /> })),
  },
});

/** Shown where the search module of the backend is installed, as the next three. */
export const requestResultItem = SearchResultListItemBlueprint.make({
  name: 'request',
  params: {
    predicate: isRequestResult,
    icon: <RiChatSettingsLine aria-hidden />,
    component: () => import('./search').then(m => m.RequestResultItem),
  },
});

export const requestResultType = SearchFilterResultTypeBlueprint.make({
  name: 'requests',
  params: {
    value: SERVICE_REQUEST_DOCUMENT_TYPE,
    name: 'Requests',
    icon: <RiChatSettingsLine aria-hidden />,
  },
});

export const ticketResultItem = SearchResultListItemBlueprint.make({
  name: 'ticket',
  params: {
    predicate: isTicketResult,
    icon: <RiCustomerService2Line aria-hidden />,
    component: () => import('./search').then(m => m.TicketResultItem),
  },
});

export const ticketResultType = SearchFilterResultTypeBlueprint.make({
  name: 'tickets',
  params: {
    value: TICKET_DOCUMENT_TYPE,
    name: 'Tickets',
    icon: <RiCustomerService2Line aria-hidden />,
  },
});

/** Page, cards and widgets; cards show in this order. */
export const serviceRequestsExtensions: ExtensionDefinition[] = [
  requestsPage,
  deskPage,
  individualCard,
  serviceTicketsCard,
  systemTicketsCard,
  environmentTicketsCard,
  instanceTicketsCard,
  systemCard,
  groupCard,
  homeWidget,
  requestResultItem,
  requestResultType,
  ticketResultItem,
  ticketResultType,
];
