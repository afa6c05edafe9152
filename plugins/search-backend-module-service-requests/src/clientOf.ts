import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createServiceRequestsClient,
  type ServiceRequestsClient,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { pluginClient } from '@dualcloud/foundation-node';

/** @public */
export type CollatorOptions = {
  auth: AuthService;
  discovery: DiscoveryService;
};

/** Service requests, asked by the search itself. */
export function clientOf(
  options: CollatorOptions,
): () => Promise<ServiceRequestsClient> {
  return pluginClient(options, 'service-requests', createServiceRequestsClient);
}
