import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
  type ApiFactory,
  type ApiRef,
  type DiscoveryApi,
  type FetchApi,
} from '@backstage/core-plugin-api';

/**
 * Access to the backend of a plugin.
 * @public
 */
export interface ClientApi<TClient> {
  /** The typed client of the plugin's OpenAPI document; made once, on first use. */
  getClient(): Promise<TClient>;
}

/**
 * What a client is made of in a frontend.
 * @public
 */
export type ClientDependencies = {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
};

function createClientApi<TClient>(
  load: () => Promise<TClient>,
): ClientApi<TClient> {
  let client: Promise<TClient> | undefined;
  return {
    getClient() {
      if (!client) {
        client = load();
        // A chunk that failed to load must not be remembered for ever.
        client.catch(() => {
          client = undefined;
        });
      }
      return client;
    },
  };
}

/**
 * The factory of a plugin's client, over discovery and fetch, for both frontend
 * systems. Let `load` import the client's code: then it is loaded when a page
 * first asks for it, and the portal's first load does not carry it.
 *
 * @example
 * ```ts
 * export const thingsApiFactory = createClientApiFactory(
 *   thingsApiRef,
 *   options => import('./client').then(m => m.createThingsClient(options)),
 * );
 * ```
 * @public
 */
export function createClientApiFactory<TClient>(
  api: ApiRef<ClientApi<TClient>>,
  load: (options: ClientDependencies) => Promise<TClient>,
): ApiFactory<ClientApi<TClient>, ClientApi<TClient>, ClientDependencies> {
  return createApiFactory({
    api,
    deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
    factory: options => createClientApi(() => load(options)),
  });
}
