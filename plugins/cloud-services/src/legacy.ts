/**
 * Service catalogue, orders and environments, for portals that still run the old
 * frontend system.
 *
 * @packageDocumentation
 */
import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import { cloudServicesApiFactory } from './api';
import { legacyFormFields } from './formFields/legacy';
import {
  catalogueRouteRef,
  environmentsRouteRef,
  orderFormRouteRef,
} from './routes';

export { cloudServicesApiRef, type CloudServicesApi } from './api';
export { cloudServicesTranslationRef } from './translation';

/** @public */
export const cloudServicesPlugin = createPlugin({
  id: 'cloud-services',
  apis: [cloudServicesApiFactory],
  routes: {
    catalogue: catalogueRouteRef,
    environments: environmentsRouteRef,
  },
  externalRoutes: { orderForm: orderFormRouteRef },
});

/** The catalogue; mount it at `/cloud-services`. @public */
export const CloudServicesCataloguePage: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createRoutableExtension({
      name: 'CloudServicesCataloguePage',
      mountPoint: catalogueRouteRef,
      component: () => import('./legacyPages').then(m => m.LegacyCataloguePage),
    }),
  );

/** Everything under `/environments`. @public */
export const CloudServicesEnvironmentsPage: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createRoutableExtension({
      name: 'CloudServicesEnvironmentsPage',
      mountPoint: environmentsRouteRef,
      component: () =>
        import('./legacyPages').then(m => m.LegacyEnvironmentsPage),
    }),
  );

/** On a CloudService's or EnvironmentBlueprint's page. @public */
export const EntityCloudServiceOfferingCard: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntityCloudServiceOfferingCard',
      component: {
        lazy: () => import('./catalogue/service').then(m => m.OfferingCard),
      },
    }),
  );

/** On a CloudService's page. @public */
export const EntityCloudServicePlansCard: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntityCloudServicePlansCard',
      component: {
        lazy: () => import('./catalogue/service').then(m => m.PlansCard),
      },
    }),
  );

/** On a CloudService's page. @public */
export const EntityCloudServiceCompositionCard: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntityCloudServiceCompositionCard',
      component: {
        lazy: () => import('./catalogue/service').then(m => m.CompositionCard),
      },
    }),
  );

/** On a CloudService's page. @public */
export const EntityCloudServicePartiesCard: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntityCloudServicePartiesCard',
      component: {
        lazy: () =>
          import('./catalogue/service').then(m => m.ServicePartiesCard),
      },
    }),
  );

/** A tab of a CloudService's page. @public */
export const EntityCloudServiceInstancesContent: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntityCloudServiceInstancesContent',
      component: {
        lazy: () => import('./catalogue/service').then(m => m.ServiceInstances),
      },
    }),
  );

/** On an EnvironmentBlueprint's page. @public */
export const EntityEnvironmentBlueprintCard: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntityEnvironmentBlueprintCard',
      component: {
        lazy: () => import('./catalogue/service').then(m => m.BlueprintCard),
      },
    }),
  );

/** On a Commission's page. @public */
export const EntityCommissionCard: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntityCommissionCard',
      component: {
        lazy: () => import('./catalogue/service').then(m => m.CommissionCard),
      },
    }),
  );

/** On a System's page. @public */
export const EntitySystemEnvironmentsCard: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntitySystemEnvironmentsCard',
      component: { lazy: () => import('./cards').then(m => m.SystemCard) },
    }),
  );

/** On the page of a Resource of type `environment`. @public */
export const EntityEnvironmentCard: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntityEnvironmentCard',
      component: { lazy: () => import('./cards').then(m => m.EnvironmentCard) },
    }),
  );

/** On the page of a Resource of type `service-instance`. @public */
export const EntityServiceInstanceCard: () => JSX.Element | null =
  cloudServicesPlugin.provide(
    createComponentExtension({
      name: 'EntityServiceInstanceCard',
      component: { lazy: () => import('./cards').then(m => m.InstanceCard) },
    }),
  );

/** Put this and the five below into `ScaffolderFieldExtensions`. @public */
export const CloudServicesLocalizedFieldExtension = cloudServicesPlugin.provide(
  legacyFormFields.localized,
);

/** @public */
export const CloudServicesRemoteSchemaFieldExtension =
  cloudServicesPlugin.provide(legacyFormFields.remoteSchema);

/** @public */
export const CloudServicesSystemPickerFieldExtension =
  cloudServicesPlugin.provide(legacyFormFields.systemPicker);

/** @public */
export const CloudServicesOwnerPickerFieldExtension =
  cloudServicesPlugin.provide(legacyFormFields.ownerPicker);

/** @public */
export const CloudServicesNameFieldExtension = cloudServicesPlugin.provide(
  legacyFormFields.name,
);

/** @public */
export const CloudServicesExpiryFieldExtension = cloudServicesPlugin.provide(
  legacyFormFields.expiry,
);
export type { RemoteSchemaOptions } from './formFields/serviceSchemas';
