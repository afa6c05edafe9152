import {
  PageBlueprint,
  type ExtensionDefinition,
} from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { RiPulseLine } from '@remixicon/react';
import { serviceLevelsRouteRef } from './routes';

export const serviceLevelsPage = PageBlueprint.make({
  name: 'levels',
  params: {
    path: '/service-levels',
    title: 'Service levels',
    icon: <RiPulseLine />,
    routeRef: serviceLevelsRouteRef,
    loader: () =>
      import('./ServiceLevelsRouter').then(m => (
        <main>
          <m.ServiceLevelsRouter />
        </main>
      )),
  },
});

/** On top of the page of whatever depends on something that may be down. */
export const statusBanner = EntityCardBlueprint.make({
  name: 'status',
  params: {
    filter: {
      $any: [
        { kind: 'cloudservice' },
        { kind: 'system' },
        { kind: 'resource' },
      ],
    },
    type: 'content',
    loader: () => import('./status').then(m => <m.EntityStatusBanner />),
  },
});

export const serviceCard = EntityCardBlueprint.make({
  name: 'service',
  params: {
    filter: { kind: 'cloudservice' },
    type: 'content',
    loader: () => import('./cards').then(m => <m.ServiceLevelsCard />),
  },
});

export const systemCard = EntityCardBlueprint.make({
  name: 'system',
  params: {
    filter: { kind: 'system' },
    type: 'content',
    loader: () => import('./cards').then(m => <m.SystemLevelsCard />),
  },
});

export const environmentCard = EntityCardBlueprint.make({
  name: 'environment',
  params: {
    filter: { kind: 'resource', 'spec.type': 'environment' },
    type: 'content',
    loader: () => import('./cards').then(m => <m.EnvironmentLevelsCard />),
  },
});

export const homeWidget = HomePageWidgetBlueprint.make({
  name: 'my-service-levels',
  params: {
    name: 'MyServiceLevels',
    title: 'My service levels',
    description: 'What is agreed, and what of it is in danger',
    layout: {
      width: { minColumns: 4, defaultColumns: 6 },
      height: { minRows: 4, defaultRows: 6 },
    },
    components: () =>
      import('./cards').then(m => ({ Content: () => <m.HomeWidget /> })),
  },
});

/** Page, cards and widgets; cards show in this order. */
export const serviceLevelsExtensions: ExtensionDefinition[] = [
  serviceLevelsPage,
  statusBanner,
  serviceCard,
  systemCard,
  environmentCard,
  homeWidget,
];
