/**
 * Costs, statements and budgets, for portals that still run the old frontend
 * system.
 *
 * @packageDocumentation
 */
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { cloudCostsApiFactory } from './api';
import { legacyQuoteField } from './quote/legacy';
import { orderQuoteApiFactory } from './quote/orderQuoteApi';
import { billingRouteRef, costsRouteRef } from './routes';

export { cloudCostsApiRef, type CloudCostsApi } from './api';
export { cloudCostsTranslationRef } from './translation';
export type { QuoteFieldOptions } from './quote/formItems';

/** @public */
export const cloudCostsPlugin = createPlugin({
  id: 'cloud-costs',
  apis: [cloudCostsApiFactory, orderQuoteApiFactory],
  routes: { costs: costsRouteRef, billing: billingRouteRef },
});

/** Everything under `/costs`. @public */
export const CloudCostsPage: () => JSX.Element | null =
  cloudCostsPlugin.provide(
    createRoutableExtension({
      name: 'CloudCostsPage',
      mountPoint: costsRouteRef,
      component: () => import('./legacyPages').then(m => m.LegacyCostsPage),
    }),
  );

/** Everything under `/billing`. @public */
export const CloudCostsBillingPage: () => JSX.Element | null =
  cloudCostsPlugin.provide(
    createRoutableExtension({
      name: 'CloudCostsBillingPage',
      mountPoint: billingRouteRef,
      component: () => import('./legacyPages').then(m => m.LegacyBillingPage),
    }),
  );

/** On a System's page. @public */
export const EntitySystemCostsCard: () => JSX.Element | null =
  cloudCostsPlugin.provide(
    createComponentExtension({
      name: 'EntitySystemCostsCard',
      component: { lazy: () => import('./cards').then(m => m.SystemCostsCard) },
    }),
  );

/** On a CloudService's page. @public */
export const EntityCloudServicePricesCard: () => JSX.Element | null =
  cloudCostsPlugin.provide(
    createComponentExtension({
      name: 'EntityCloudServicePricesCard',
      component: {
        lazy: () => import('./cards').then(m => m.ServicePricesCard),
      },
    }),
  );

/** On the page of a Resource of type `environment`. @public */
export const EntityEnvironmentCostsCard: () => JSX.Element | null =
  cloudCostsPlugin.provide(
    createComponentExtension({
      name: 'EntityEnvironmentCostsCard',
      component: {
        lazy: () => import('./cards').then(m => m.EnvironmentCostsCard),
      },
    }),
  );

/** On the page of a Resource of type `service-instance`. @public */
export const EntityServiceInstanceCostsCard: () => JSX.Element | null =
  cloudCostsPlugin.provide(
    createComponentExtension({
      name: 'EntityServiceInstanceCostsCard',
      component: {
        lazy: () => import('./cards').then(m => m.InstanceCostsCard),
      },
    }),
  );

/** On a Group's page. @public */
export const EntityGroupCostsCard: () => JSX.Element | null =
  cloudCostsPlugin.provide(
    createComponentExtension({
      name: 'EntityGroupCostsCard',
      component: { lazy: () => import('./cards').then(m => m.GroupCostsCard) },
    }),
  );

/** Put it into `ScaffolderFieldExtensions`. @public */
export const CloudCostsQuoteFieldExtension =
  cloudCostsPlugin.provide(legacyQuoteField);
