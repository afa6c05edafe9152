import { ApiBlueprint, PageBlueprint } from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import { RiCloudLine, RiStackLine } from '@remixicon/react';
import { cloudServicesApiFactory } from './api';
import { catalogueRouteRef, environmentsRouteRef } from './routes';

export const cloudServicesApi = ApiBlueprint.make({
  params: defineParams => defineParams(cloudServicesApiFactory),
});

export const cataloguePage = PageBlueprint.make({
  params: {
    path: '/cloud-services',
    title: 'Cloud services',
    icon: <RiCloudLine />,
    routeRef: catalogueRouteRef,
    loader: () =>
      import('./catalogue/CataloguePage').then(m => (
        <main>
          <m.CataloguePage />
        </main>
      )),
  },
});

export const environmentsPage = PageBlueprint.make({
  name: 'environments',
  params: {
    path: '/environments',
    title: 'Environments',
    icon: <RiStackLine />,
    routeRef: environmentsRouteRef,
    loader: () =>
      import('./environments/EnvironmentsRouter').then(m => (
        <main>
          <m.EnvironmentsRouter />
        </main>
      )),
  },
});

const isOffer = {
  $any: [{ kind: 'cloudservice' }, { kind: 'environmentblueprint' }],
};

export const offeringCard = EntityCardBlueprint.make({
  name: 'offering',
  params: {
    filter: isOffer,
    type: 'content',
    loader: () => import('./catalogue/service').then(m => <m.OfferingCard />),
  },
});

export const plansCard = EntityCardBlueprint.make({
  name: 'plans',
  params: {
    filter: { kind: 'cloudservice' },
    type: 'content',
    loader: () => import('./catalogue/service').then(m => <m.PlansCard />),
  },
});

export const compositionCard = EntityCardBlueprint.make({
  name: 'composition',
  params: {
    filter: { kind: 'cloudservice' },
    type: 'content',
    loader: () =>
      import('./catalogue/service').then(m => <m.CompositionCard />),
  },
});

export const servicePartiesCard = EntityCardBlueprint.make({
  name: 'parties',
  params: {
    filter: { kind: 'cloudservice' },
    type: 'info',
    loader: () =>
      import('./catalogue/service').then(m => <m.ServicePartiesCard />),
  },
});

export const blueprintCard = EntityCardBlueprint.make({
  name: 'blueprint',
  params: {
    filter: { kind: 'environmentblueprint' },
    type: 'content',
    loader: () => import('./catalogue/service').then(m => <m.BlueprintCard />),
  },
});

export const commissionCard = EntityCardBlueprint.make({
  name: 'commission',
  params: {
    filter: { kind: 'commission' },
    type: 'content',
    loader: () => import('./catalogue/service').then(m => <m.CommissionCard />),
  },
});

export const serviceInstancesContent = EntityContentBlueprint.make({
  name: 'instances',
  params: {
    path: '/instances',
    title: 'Instances',
    filter: { kind: 'cloudservice' },
    loader: () =>
      import('./catalogue/service').then(m => <m.ServiceInstances />),
  },
});

export const systemCard = EntityCardBlueprint.make({
  name: 'system',
  params: {
    filter: { kind: 'system' },
    type: 'content',
    loader: () => import('./cards').then(m => <m.SystemCard />),
  },
});

export const environmentCard = EntityCardBlueprint.make({
  name: 'environment',
  params: {
    filter: { kind: 'resource', 'spec.type': 'environment' },
    type: 'content',
    loader: () => import('./cards').then(m => <m.EnvironmentCard />),
  },
});

export const instanceCard = EntityCardBlueprint.make({
  name: 'instance',
  params: {
    filter: { kind: 'resource', 'spec.type': 'service-instance' },
    type: 'content',
    loader: () => import('./cards').then(m => <m.InstanceCard />),
  },
});

export const homeWidget = HomePageWidgetBlueprint.make({
  name: 'my-environments',
  params: {
    name: 'MyEnvironments',
    title: 'My environments',
    description: 'Your environments, those that end first on top',
    layout: {
      width: { minColumns: 4, defaultColumns: 6 },
      height: { minRows: 4, defaultRows: 6 },
    },
    components: () =>
      import('./cards').then(m => ({ Content: () => <m.HomeWidget /> })),
  },
});

export const serviceSearchResult = SearchResultListItemBlueprint.make({
  name: 'cloud-service',
  params: {
    predicate: ({ type, document }) =>
      type === 'software-catalog' &&
      'kind' in document &&
      (document.kind === 'CloudService' ||
        document.kind === 'EnvironmentBlueprint'),
    component: async () => {
      const { ServiceSearchResult } = await import(
        './cards/ServiceSearchResult'
      );
      return props => <ServiceSearchResult result={props.result} />;
    },
  },
});
