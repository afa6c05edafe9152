import { createApiRef } from '@backstage/core-plugin-api';
import {
  createClientApiFactory,
  type ClientApi,
} from '@dualcloud/foundation-react';
import type { ServiceRequestsClient } from '@dualcloud/backstage-plugin-service-requests-common';

/** Access to the service requests backend. @public */
export type ServiceRequestsApi = ClientApi<ServiceRequestsClient>;

/** @public */
export const serviceRequestsApiRef = createApiRef<ServiceRequestsApi>({
  id: 'plugin.service-requests.client',
});

export const serviceRequestsApiFactory = createClientApiFactory(
  serviceRequestsApiRef,
  options =>
    import('./client').then(m => m.createServiceRequestsClient(options)),
);
