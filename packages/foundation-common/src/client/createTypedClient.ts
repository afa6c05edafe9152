import createOpenApiClient, { type Client } from 'openapi-fetch';
import { ResponseError } from '@backstage/errors';

/** Where plugins are; as Backstage's discovery APIs have it. @public */
export interface Discovery {
  getBaseUrl(pluginId: string): Promise<string>;
}

/** What `fetch` is; in a frontend the fetch API's, which adds the user's token. @public */
export interface Fetch {
  fetch: typeof fetch;
}

/** What a client of a plugin is made of, besides the plugin. @public */
export interface TypedClientOptions {
  discoveryApi: Discovery;
  /** The platform's own `fetch` if absent. */
  fetchApi?: Fetch;
  /** In a backend: a token for service-to-service or on-behalf-of calls. */
  getToken?: () => Promise<string | undefined>;
}

/**
 * The typed client of a plugin's OpenAPI document. Every call throws a
 * `ResponseError` for an error answer, so `data` is what the document says.
 * @public
 */
export type TypedClient<Paths extends {}> = Client<Paths>;

/**
 * Makes the client of a plugin.
 *
 * @example
 * ```ts
 * const client = await createTypedClient<paths>({
 *   pluginId: 'cloud-services',
 *   discoveryApi,
 *   fetchApi,
 * });
 * const { data } = await client.GET('/environments/{environmentId}', {
 *   params: { path: { environmentId } },
 * });
 * ```
 * @public
 */
export async function createTypedClient<Paths extends {}>(
  options: TypedClientOptions & { pluginId: string },
): Promise<TypedClient<Paths>> {
  const baseUrl = await options.discoveryApi.getBaseUrl(options.pluginId);
  const fetchFn = options.fetchApi?.fetch ?? fetch;
  const client = createOpenApiClient<Paths>({
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
