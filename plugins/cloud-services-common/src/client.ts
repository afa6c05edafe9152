import createOpenApiClient, { type Client } from 'openapi-fetch';
import { ResponseError } from '@backstage/errors';
import type { paths } from './schema/openapi';

/** Where the plugin is; as Backstage's discovery APIs have it. @public */
export interface CloudServicesDiscovery {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** What `fetch` is; in a frontend the fetch API's, which adds the user's token. @public */
export interface CloudServicesFetch {
  fetch: typeof fetch;
}

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
export type CloudServicesClient = Client<paths>;

/**
 * Makes the client.
 * @param options - `discoveryApi` and `fetchApi`; in a backend pass `getToken`
 *   for service-to-service or on-behalf-of calls.
 * @public
 */
export async function createCloudServicesClient(options: {
  discoveryApi: CloudServicesDiscovery;
  fetchApi?: CloudServicesFetch;
  getToken?: () => Promise<string | undefined>;
}): Promise<CloudServicesClient> {
  const baseUrl = await options.discoveryApi.getBaseUrl('cloud-services');
  const fetchFn = options.fetchApi?.fetch ?? fetch;
  const client = createOpenApiClient<paths>({
    baseUrl,
    // Backstage's fetch middleware makes further Requests of what it is given, and
    // a Request's body can be taken only once: so it gets the parts instead.
    fetch: async request =>
      fetchFn(request.url, {
        method: request.method,
        headers: request.headers,
        // Not every browser has `request.body` to ask.
        body: (await request.text()) || undefined,
        signal: request.signal,
      }),
  });
  client.use({
    async onRequest({ request }) {
      const token = await options.getToken?.();
      if (token) request.headers.set('Authorization', `Bearer ${token}`);
      return request;
    },
    async onResponse({ response }) {
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      return undefined;
    },
  });
  return client;
}

/** A fresh Idempotency-Key; keep it for the retries of one wish. @public */
export function newIdempotencyKey(): string {
  return globalThis.crypto.randomUUID();
}
