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
import { serviceLevelsApiFactory } from './api';
import { serviceLevelsRouteRef } from './routes';
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
