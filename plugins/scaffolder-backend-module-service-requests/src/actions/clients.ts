import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import {
  createServiceRequestsClient,
  type ServiceRequestsClient,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  explainAnswer,
  identityOf,
  pluginClient,
  taskKey,
} from '@dualcloud/foundation-node';

/** What the actions need of the backend. @public */
export type ServiceRequestsActionsOptions = {
  auth: AuthService;
  discovery: DiscoveryService;
};

/** The part of an action's context that says on whose behalf it runs. */
type Initiated = {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
};

/** The part of it that makes a step repeatable. */
type Repeated = Pick<
  ActionContext<JsonObject, JsonObject>,
  'task' | 'step' | 'checkpoint' | 'getInitiatorCredentials'
>;

export const BACKEND = 'The service requests backend';

/** What a dry run gives out where a real run gives an id. */
export const DRY_RUN_ID = 'dry-run';

/**
 * Whatever needs a right is done on behalf of the user who started the task.
 * Their token dies within the hour and a verdict may take longer, so the waiting
 * is done as the scaffolder.
 */
export class ServiceRequestsClients {
  constructor(private readonly options: ServiceRequestsActionsOptions) {}

  /**
   * Asks on behalf of the user.
   * @throws an error that names what is wrong, and with which field
   */
  async ask<T>(
    context: Initiated,
    question: (
      client: ServiceRequestsClient,
    ) => Promise<{ data?: T | undefined }>,
  ): Promise<T> {
    const client = this.client(() => context.getInitiatorCredentials());
    try {
      const { data } = await question(await client());
      if (!data) throw new Error(`${BACKEND} gave an empty answer`);
      return data;
    } catch (error) {
      throw explainAnswer(error, BACKEND);
    }
  }

  /**
   * Asks on behalf of the user for something that changes, once for this step and
   * wish however often the step runs: the checkpoint spares a resumed task the
   * question, and should the process die before it, the key makes the backend give
   * the same answer again.
   *
   * @param keep - what of the answer the task goes on with
   */
  once<T, K extends JsonObject>(
    context: Repeated,
    { what, wish }: { what: string; wish: object },
    question: (
      client: ServiceRequestsClient,
      header: { 'Idempotency-Key': string },
    ) => Promise<{ data?: T | undefined }>,
    keep: (answer: T) => K,
  ): Promise<K> {
    const identity = identityOf(wish);
    const header = { 'Idempotency-Key': taskKey(context, what, identity) };
    return context.checkpoint<K>({
      key: `${what}.${identity}`,
      fn: async () =>
        keep(await this.ask(context, client => question(client, header))),
    });
  }

  asScaffolder(): Promise<ServiceRequestsClient> {
    return this.client()();
  }

  private client(credentials?: () => Promise<BackstageCredentials>) {
    return pluginClient(
      this.options,
      'service-requests',
      createServiceRequestsClient,
      credentials,
    );
  }
}
