import {
  createTypedClient,
  type Discovery,
  type Fetch,
  type TypedClient,
  type TypedClientOptions,
} from '@dualcloud/foundation-common';
import type { paths } from './schema/openapi';

export { newIdempotencyKey } from '@dualcloud/foundation-common';

/** Where the plugin is; as Backstage's discovery APIs have it. @public */
export type CloudServicesDiscovery = Discovery;

/** What `fetch` is; in a frontend the fetch API's, which adds the user's token. @public */
export type CloudServicesFetch = Fetch;

/**
 * The typed client of the plugin's OpenAPI document. Every call throws a
 * `ResponseError` for an error answer, so `data` is what the document says.
 *
 * @example
 * ```ts
 * const { data } = await client.GET('/environments/{environmentId}', {
 *   params: { path: { environmentId } },
 * });
 * ```
 * @public
 */
export type CloudServicesClient = TypedClient<paths>;

/**
 * Makes the client.
 * @param options - `discoveryApi` and `fetchApi`; in a backend pass `getToken`
 *   for service-to-service or on-behalf-of calls.
 * @public
 */
export async function createCloudServicesClient(
  options: TypedClientOptions,
): Promise<CloudServicesClient> {
  return createTypedClient<paths>({ ...options, pluginId: 'cloud-services' });
}
