import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

export const systemCard = EntityCardBlueprint.make({
  name: 'system',
  params: {
    filter: { kind: 'system' },
    type: 'content',
    loader: () => import('.').then(m => <m.SystemCostsCard />),
  },
});

export const servicePricesCard = EntityCardBlueprint.make({
  name: 'prices',
  params: {
    filter: { kind: 'cloudservice' },
    type: 'content',
    loader: () => import('.').then(m => <m.ServicePricesCard />),
  },
});

export const environmentCard = EntityCardBlueprint.make({
  name: 'environment',
  params: {
    filter: { kind: 'resource', 'spec.type': 'environment' },
    type: 'content',
    loader: () => import('.').then(m => <m.EnvironmentCostsCard />),
  },
});

export const instanceCard = EntityCardBlueprint.make({
  name: 'instance',
  params: {
    filter: { kind: 'resource', 'spec.type': 'service-instance' },
    type: 'content',
    loader: () => import('.').then(m => <m.InstanceCostsCard />),
  },
});

export const groupCard = EntityCardBlueprint.make({
  name: 'group',
  params: {
    filter: { kind: 'group' },
    type: 'content',
    loader: () => import('.').then(m => <m.GroupCostsCard />),
  },
});

export const homeWidget = HomePageWidgetBlueprint.make({
  name: 'my-costs',
  params: {
    name: 'MyCosts',
    title: 'My costs',
    description: 'What you may see of costs, and budgets in danger',
    layout: {
      width: { minColumns: 4, defaultColumns: 6 },
      height: { minRows: 4, defaultRows: 6 },
    },
    components: () =>
      import('.').then(m => ({ Content: () => <m.HomeWidget /> })),
  },
});

/** Cards and widgets; they show in this order. */
export const cardExtensions: ExtensionDefinition[] = [
  systemCard,
  servicePricesCard,
  environmentCard,
  instanceCard,
  groupCard,
  homeWidget,
];
