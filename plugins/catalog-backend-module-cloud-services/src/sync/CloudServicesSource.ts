import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  createCloudServicesClient,
  type BrokerCatalog,
  type BrokerSyncResult,
  type ChangePage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { pluginClient } from '@dualcloud/foundation-node';

const PAGE_SIZE = 500;

/** The cloud services plugin as the catalog sees it: brokers' catalogues and the feed of changes. */
export interface CloudServicesSource {
  readBrokerCatalog(
    brokerName: string,
    signal?: AbortSignal,
  ): Promise<BrokerCatalog>;
  reportBrokerSync(brokerName: string, result: BrokerSyncResult): Promise<void>;
  readChanges(after: string | undefined): Promise<ChangePage>;
}

/** Asks over HTTP, as a service. Every error answer throws. */
export class HttpCloudServicesSource implements CloudServicesSource {
  constructor(
    private readonly options: {
      auth: AuthService;
      discovery: DiscoveryService;
      /** For a broker's whole catalogue; the driver has its own limit. */
      catalogTimeoutMs?: number;
    },
  ) {}

  async readBrokerCatalog(
    brokerName: string,
    signal?: AbortSignal,
  ): Promise<BrokerCatalog> {
    const client = await this.client();
    const limit = AbortSignal.timeout(this.options.catalogTimeoutMs ?? 90_000);
    const { data } = await client.GET('/brokers/{brokerName}/catalog', {
      params: { path: { brokerName } },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return data as BrokerCatalog;
  }

  async reportBrokerSync(
    brokerName: string,
    result: BrokerSyncResult,
  ): Promise<void> {
    const client = await this.client();
    await client.PUT('/brokers/{brokerName}/sync-result', {
      params: { path: { brokerName } },
      body: result,
      signal: AbortSignal.timeout(15_000),
    });
  }

  async readChanges(after: string | undefined): Promise<ChangePage> {
    const client = await this.client();
    const { data } = await client.GET('/changes', {
      params: { query: { after, limit: PAGE_SIZE } },
      signal: AbortSignal.timeout(30_000),
    });
    if (!data || !Array.isArray(data.items)) {
      throw new Error('The cloud services plugin gave no page of changes');
    }
    return data;
  }

  private client() {
    return pluginClient(
      this.options,
      'cloud-services',
      createCloudServicesClient,
    )();
  }
}
