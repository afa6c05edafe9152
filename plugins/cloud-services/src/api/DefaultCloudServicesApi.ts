import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { CloudServicesApi } from './cloudServicesApi';

/**
 * Makes the client over discovery and fetch. The client's code is loaded when a
 * page first asks for it, so that the portal's first load does not carry it.
 * @public
 */
export class DefaultCloudServicesApi implements CloudServicesApi {
  private readonly discoveryApi: DiscoveryApi;
  private readonly fetchApi: FetchApi;
  private client?: Promise<CloudServicesClient>;

  private constructor(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }) {
    this.discoveryApi = options.discoveryApi;
    this.fetchApi = options.fetchApi;
  }

  static create(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
  }): DefaultCloudServicesApi {
    return new DefaultCloudServicesApi(options);
  }

  getClient(): Promise<CloudServicesClient> {
    if (!this.client) {
      this.client = import('./client').then(({ createCloudServicesClient }) =>
        createCloudServicesClient({
          discoveryApi: this.discoveryApi,
          fetchApi: this.fetchApi,
        }),
      );
      // A chunk that failed to load must not be remembered for ever.
      this.client.catch(() => {
        this.client = undefined;
      });
    }
    return this.client;
  }
}
