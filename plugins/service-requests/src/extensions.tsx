import {
  PageBlueprint,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { RiChatSettingsLine } from '@remixicon/react';
import { serviceRequestsRouteRef } from './routes';

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

/** Page, cards and widgets; cards show in this order. */
export const serviceRequestsExtensions: ExtensionDefinition[] = [
  requestsPage,
  individualCard,
  systemCard,
  groupCard,
  homeWidget,
];
