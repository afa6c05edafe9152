/**
 * Service levels, for portals that still run the old frontend system.
 *
 * @packageDocumentation
 */
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { serviceLevelsApiFactory } from './api';
import { serviceLevelsRouteRef } from './routes';
import { isServiceLevelResult } from './search/isServiceLevelResult';
import { serviceStatusApiFactory } from './status/serviceStatusApi';

export { serviceLevelsApiRef, type ServiceLevelsApi } from './api';
export { serviceLevelsTranslationRef } from './translation';

/** @public */
export const serviceLevelsPlugin = createPlugin({
  id: 'service-levels',
  apis: [serviceLevelsApiFactory, serviceStatusApiFactory],
  routes: { levels: serviceLevelsRouteRef },
});

/** Everything under `/service-levels`. @public */
export const ServiceLevelsPage: () => JSX.Element | null =
  serviceLevelsPlugin.provide(
    createRoutableExtension({
      name: 'ServiceLevelsPage',
      mountPoint: serviceLevelsRouteRef,
      component: () =>
        import('./legacyPages').then(m => m.LegacyServiceLevelsPage),
    }),
  );

/** On a CloudService's page. @public */
export const EntityCloudServiceLevelsCard: () => JSX.Element | null =
  serviceLevelsPlugin.provide(
    createComponentExtension({
      name: 'EntityCloudServiceLevelsCard',
      component: {
        lazy: () => import('./cards').then(m => m.ServiceLevelsCard),
      },
    }),
  );

/** On a System's page. @public */
export const EntitySystemLevelsCard: () => JSX.Element | null =
  serviceLevelsPlugin.provide(
    createComponentExtension({
      name: 'EntitySystemLevelsCard',
      component: {
        lazy: () => import('./cards').then(m => m.SystemLevelsCard),
      },
    }),
  );

/** On the page of a Resource of type `environment`. @public */
export const EntityEnvironmentLevelsCard: () => JSX.Element | null =
  serviceLevelsPlugin.provide(
    createComponentExtension({
      name: 'EntityEnvironmentLevelsCard',
      component: {
        lazy: () => import('./cards').then(m => m.EnvironmentLevelsCard),
      },
    }),
  );

/** What is down or in maintenance, on top of an entity's page. @public */
export const EntityServiceStatusBanner: () => JSX.Element | null =
  serviceLevelsPlugin.provide(
    createComponentExtension({
      name: 'EntityServiceStatusBanner',
      component: {
        lazy: () => import('./status').then(m => m.EntityStatusBanner),
      },
    }),
  );

/** A service level among the results of a search. @public */
export const ServiceLevelSearchResultListItem = serviceLevelsPlugin.provide(
  createSearchResultListItemExtension({
    name: 'ServiceLevelSearchResultListItem',
    predicate: isServiceLevelResult,
    component: () => import('./search').then(m => m.ServiceLevelResultItem),
  }),
);
