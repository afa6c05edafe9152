import { createApiRef } from '@backstage/core-plugin-api';
import {
  createClientApiFactory,
  type ClientApi,
} from '@dualcloud/foundation-react';
import type { CloudCostsClient } from '@dualcloud/backstage-plugin-cloud-costs-common';

/** Access to the cloud costs backend. @public */
export type CloudCostsApi = ClientApi<CloudCostsClient>;

/** @public */
export const cloudCostsApiRef = createApiRef<CloudCostsApi>({
  id: 'plugin.cloud-costs.client',
});

export const cloudCostsApiFactory = createClientApiFactory(
  cloudCostsApiRef,
  options => import('./client').then(m => m.createCloudCostsClient(options)),
);
