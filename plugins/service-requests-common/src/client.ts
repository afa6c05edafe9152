import {
  createTypedClient,
  type TypedClientOptions,
} from '@dualcloud/foundation-common';
import type { Client } from 'openapi-fetch';
import type { paths } from './schema/openapi';

/**
 * The typed client of the plugin's OpenAPI document. Every call throws a
 * `ResponseError` for an error answer, so `data` is what the document says.
 * @public
 */
export type ServiceRequestsClient = Client<paths>;

/**
 * Makes the client.
 * @param options - in a backend pass `getToken` for service-to-service or on-behalf-of calls
 * @public
 */
export async function createServiceRequestsClient(
  options: TypedClientOptions,
): Promise<ServiceRequestsClient> {
  return createTypedClient<paths>({ ...options, pluginId: 'service-requests' });
}
