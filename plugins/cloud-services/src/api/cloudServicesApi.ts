import { createApiRef } from '@backstage/core-plugin-api';
import {
  createClientApiFactory,
  type ClientApi,
} from '@dualcloud/foundation-react';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';

/** Access to the cloud services backend. @public */
export type CloudServicesApi = ClientApi<CloudServicesClient>;

/** @public */
export const cloudServicesApiRef = createApiRef<CloudServicesApi>({
  id: 'plugin.cloud-services.client',
});

export const cloudServicesApiFactory = createClientApiFactory(
  cloudServicesApiRef,
  options => import('./client').then(m => m.createCloudServicesClient(options)),
);
