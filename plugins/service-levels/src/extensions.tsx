import type { ComponentType } from 'react';
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
import { SERVICE_LEVEL_DOCUMENT_TYPE } from '@dualcloud/backstage-plugin-service-levels-common';
import { RiPulseLine } from '@remixicon/react';
import { serviceLevelsRouteRef } from './routes';
import { isServiceLevelResult } from './search/isServiceLevelResult';

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

/** Whatever may depend on something that may be down. */
const dependsOnServices = {
  $any: [
    { kind: 'cloudservice' },
    { kind: 'environmentblueprint' },
    { kind: 'system' },
    { kind: 'resource' },
    { kind: 'component' },
    { kind: 'api' },
    { kind: 'domain' },
  ],
};

/** On top of the page, where its width has room for two columns. */
export const statusBanner = EntityCardBlueprint.make({
  name: 'status',
  params: {
    filter: dependsOnServices,
    type: 'content',
    loader: () =>
      import('./status').then(m => <m.EntityStatusCard on="wide" />),
  },
});

/** On top of the page, where cards of the second column stand before the others. */
export const narrowStatusBanner = EntityCardBlueprint.make({
  name: 'status-narrow',
  params: {
    filter: dependsOnServices,
    type: 'info',
    loader: () =>
      import('./status').then(m => <m.EntityStatusCard on="narrow" />),
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

function WithoutFrame(props: { Content: ComponentType }) {
  return <props.Content />;
}

/** What is down or in maintenance, for the top of the home page; often nothing. */
export const statusWidget = HomePageWidgetBlueprint.make({
  name: 'service-status',
  params: {
    name: 'ServiceStatus',
    title: 'Outages and maintenance',
    description: 'What of my services is down or in maintenance',
    layout: { width: { minColumns: 4 }, height: { minRows: 2 } },
    componentProps: { Renderer: WithoutFrame },
    components: () =>
      import('./status').then(m => ({ Content: () => <m.StatusBanner /> })),
  },
});

/** Shown where the search module of the backend is installed. */
export const searchResultItem = SearchResultListItemBlueprint.make({
  name: 'service-level',
  params: {
    predicate: isServiceLevelResult,
    icon: <RiPulseLine aria-hidden />,
    component: () => import('./search').then(m => m.ServiceLevelResultItem),
  },
});

export const searchResultType = SearchFilterResultTypeBlueprint.make({
  name: 'service-levels',
  params: {
    value: SERVICE_LEVEL_DOCUMENT_TYPE,
    name: 'Service levels',
    icon: <RiPulseLine aria-hidden />,
  },
});

/** Page, cards and widgets; cards show in this order. */
export const serviceLevelsExtensions: ExtensionDefinition[] = [
  serviceLevelsPage,
  statusBanner,
  narrowStatusBanner,
  serviceCard,
  systemCard,
  environmentCard,
  statusWidget,
  homeWidget,
  searchResultItem,
  searchResultType,
];
