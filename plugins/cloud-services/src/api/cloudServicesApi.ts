import { createApiRef } from '@backstage/core-plugin-api';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';

/** Access to the cloud services backend. @public */
export interface CloudServicesApi {
  /** The typed client of the plugin's OpenAPI document; made once, on first use. */
  getClient(): Promise<CloudServicesClient>;
}

/** @public */
export const cloudServicesApiRef = createApiRef<CloudServicesApi>({
  id: 'plugin.cloud-services.client',
});
