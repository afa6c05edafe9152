import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { JsonObject } from '@backstage/types';
import type {
  Order,
  OrderPreview,
  OrderRequest,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { CloudServicesClients } from '../api/clients';
import { explain } from '../api/explain';
import { identityOf, taskKey } from '@dualcloud/foundation-node';
import { failureOf, watchOrder } from './watchOrder';

export type AnyContext = Pick<
  ActionContext<JsonObject, JsonObject>,
  | 'task'
  | 'step'
  | 'logger'
  | 'signal'
  | 'checkpoint'
  | 'getInitiatorCredentials'
>;

export type WaitInput = { wait?: boolean; timeoutMinutes?: number };

export const DEFAULT_TIMEOUT_MINUTES = 60;

type Placed = {
  orderId: string;
  environmentId?: string;
  instanceId?: string;
};

/** What a dry run says instead of ordering. */
export async function previewOrder(
  context: AnyContext,
  clients: CloudServicesClients,
  request: OrderRequest,
): Promise<OrderPreview> {
  const client = await clients.asInitiator(context);
  const { data } = await client
    .POST('/orders/preview', { body: request })
    .catch(error => {
      throw explain(error);
    });
  if (!data) throw new Error('the cloud services backend gave no preview');
  const { logger } = context;
  logger.info(
    `Nothing is ordered in a dry run. This would be ordered${
      data.name ? ` as "${data.name}"` : ''
    }${data.stage ? ` for ${data.stage}` : ''}:`,
  );
  for (const instance of data.instances) {
    logger.info(
      `- ${instance.action} ${instance.componentName}: ${
        instance.serviceTitle
      }, ${instance.planTitle ?? instance.planName}${
        instance.simulated ? ' [simulated]' : ''
      }${
        instance.dependsOn?.length
          ? `, after ${instance.dependsOn.join(', ')}`
          : ''
      }`,
    );
  }
  for (const change of data.changes) {
    logger.info(
      `- ${change.componentName} ${change.field}: ${JSON.stringify(
        change.before,
      )} becomes ${JSON.stringify(change.after)}`,
    );
  }
  data.warnings.forEach(({ message }) => logger.warn(message));
  return data;
}

/**
 * Places an order on behalf of the user, once for the step and the wish however
 * often the step runs, and waits for it unless told not to.
 *
 * Twice safe: the checkpoint spares a resumed task the question, and should the
 * process die between the answer and the checkpoint, the Idempotency-Key makes
 * the backend give the same answer again.
 */
export async function placeOrder(
  context: AnyContext,
  clients: CloudServicesClients,
  request: OrderRequest,
  input: WaitInput,
  onPlaced: (placed: Placed) => void,
): Promise<Order | undefined> {
  const wish = identityOf(request);
  let placedNow = false;
  const placed = await context.checkpoint<Placed>({
    key: `order.${wish}`,
    fn: async () => {
      const client = await clients.asInitiator(context);
      const { data } = await client
        .POST('/orders', {
          params: {
            header: {
              'Idempotency-Key': taskKey(context, 'order', wish),
            },
          },
          body: { ...request, taskId: context.task.id },
        })
        .catch(error => {
          throw explain(error);
        });
      if (!data) throw new Error('the cloud services backend gave no order');
      placedNow = true;
      return {
        orderId: data.id,
        ...(data.environmentId && { environmentId: data.environmentId }),
        ...(data.instanceId && { instanceId: data.instanceId }),
      };
    },
  });
  const { orderId } = placed;
  context.logger.info(
    placedNow
      ? `Order ${orderId} is placed.`
      : `Order ${orderId} was placed before; going on with it.`,
  );
  onPlaced(placed);
  if (!placedNow) await retryIfFailed(context, clients, orderId);
  if (input.wait === false) return undefined;
  return await finish(context, clients, orderId, input);
}

/** Waits for an order; throws unless it succeeds. */
export async function finish(
  context: AnyContext,
  clients: CloudServicesClients,
  orderId: string,
  input: WaitInput,
): Promise<Order> {
  const order = await watchOrder({
    client: await clients.asScaffolder(),
    orderId,
    logger: context.logger,
    signal: context.signal,
    timeoutMs: (input.timeoutMinutes ?? DEFAULT_TIMEOUT_MINUTES) * 60_000,
  });
  if (order.state !== 'succeeded') throw failureOf(order);
  context.logger.info(
    order.readySeconds === undefined
      ? 'The order is carried out.'
      : `The order is carried out, ${Math.round(
          order.readySeconds,
        )} s after it was placed.`,
  );
  return order;
}

/** A task that is run again wants its failed order to be tried again. */
async function retryIfFailed(
  context: AnyContext,
  clients: CloudServicesClients,
  orderId: string,
) {
  try {
    const own = await clients.asScaffolder();
    const path = { orderId };
    const { data } = await own.GET('/orders/{orderId}', { params: { path } });
    if (data?.state !== 'failed' || !data.canRetry) return;
    const client = await clients.asInitiator(context);
    await client.POST('/orders/{orderId}/retry', {
      params: {
        path,
        header: {
          // Of this failure: the next one is another wish.
          'Idempotency-Key': taskKey(
            context,
            'retry',
            orderId,
            data.finishedAt ?? '',
          ),
        },
      },
    });
    context.logger.info(`Order ${orderId} had failed and is tried again.`);
  } catch (error) {
    // Waiting for the order tells what is wrong with it.
    context.logger.warn(
      `Order ${orderId} could not be tried again: ${explain(error).message}`,
    );
  }
}
