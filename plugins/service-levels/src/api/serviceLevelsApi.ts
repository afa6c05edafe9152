import { createApiRef } from '@backstage/core-plugin-api';
import {
  createClientApiFactory,
  type ClientApi,
} from '@dualcloud/foundation-react';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';

/** Access to the service levels backend. @public */
export type ServiceLevelsApi = ClientApi<ServiceLevelsClient>;

/** @public */
export const serviceLevelsApiRef = createApiRef<ServiceLevelsApi>({
  id: 'plugin.service-levels.client',
});

export const serviceLevelsApiFactory = createClientApiFactory(
  serviceLevelsApiRef,
  options => import('./client').then(m => m.createServiceLevelsClient(options)),
);
