import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  type CloudServicesClient,
  createCloudServicesClient,
} from '@dualcloud/backstage-plugin-cloud-services-common';

/** What the actions need of the backend. @public */
export type CloudServicesActionsOptions = {
  auth: AuthService;
  discovery: DiscoveryService;
};

/** The part of an action's context that says on whose behalf it runs. */
export type Initiated = {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
};

/**
 * Whatever needs a right is done on behalf of the user who started the task.
 * Their token dies within the hour and a task may live longer, so what follows
 * up on it – polling an order that the user placed – is done as the scaffolder.
 */
export class CloudServicesClients {
  constructor(private readonly options: CloudServicesActionsOptions) {}

  async asInitiator(context: Initiated): Promise<CloudServicesClient> {
    return this.client(() => context.getInitiatorCredentials());
  }

  async asScaffolder(): Promise<CloudServicesClient> {
    return this.client(() => this.options.auth.getOwnServiceCredentials());
  }

  private client(credentials: () => Promise<BackstageCredentials>) {
    const { auth, discovery } = this.options;
    return createCloudServicesClient({
      discoveryApi: discovery,
      getToken: async () => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await credentials(),
          targetPluginId: 'cloud-services',
        });
        return token;
      },
    });
  }
}
