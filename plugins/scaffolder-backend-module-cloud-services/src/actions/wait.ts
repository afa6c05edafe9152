import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { CloudServicesClients, Initiated } from '../api/clients';
import { explain } from '../api/explain';
import { DRY_RUN_ID } from '../api/links';
import { finish } from '../orders/placeOrder';
import { waitExamples } from './examples';
import { fields } from './fields';
import { identityOf } from '@dualcloud/foundation-node';

type Target = {
  orderId?: string;
  environmentId?: string;
  instanceId?: string;
};

/**
 * Finds the order to wait for as the user, who must be allowed to see it; only
 * the waiting itself is done as the scaffolder.
 */
async function findOrder(
  context: Initiated,
  clients: CloudServicesClients,
  { orderId, environmentId, instanceId }: Target,
): Promise<string> {
  const client = await clients.asInitiator(context);
  try {
    if (orderId) {
      await client.GET('/orders/{orderId}', { params: { path: { orderId } } });
      return orderId;
    }
    const { data } = environmentId
      ? await client.GET('/environments/{environmentId}', {
          params: { path: { environmentId } },
        })
      : await client.GET('/instances/{instanceId}', {
          params: { path: { instanceId: instanceId ?? '' } },
        });
    return data?.activeOrderId ?? data?.lastOrderId ?? '';
  } catch (error) {
    throw explain(error);
  }
}

export function waitAction(clients: CloudServicesClients) {
  return createTemplateAction({
    id: 'cloud-services:wait',
    description:
      'Waits until an order is carried out, or until nothing is under way for an environment or service instance',
    examples: waitExamples,
    supportsDryRun: true,
    schema: {
      input: {
        orderId: z =>
          z.string().optional().describe('The order to wait for; or'),
        environmentId: z =>
          z
            .string()
            .optional()
            .describe('the environment whose last order to wait for; or'),
        instanceId: z =>
          z
            .string()
            .optional()
            .describe('the service instance whose last order to wait for'),
        timeoutMinutes: fields.timeoutMinutes,
      },
      output: {
        orderId: fields.orderId,
        state: z => z.string().describe('State of the order'),
        readySeconds: z =>
          z.number().optional().describe('Seconds from order to ready'),
      },
    },
    async handler(ctx) {
      const { timeoutMinutes, ...target } = ctx.input;
      const named = Object.values(target).filter(Boolean);
      if (named.length !== 1) {
        throw new InputError(
          'Say what to wait for: exactly one of orderId, environmentId and instanceId',
        );
      }
      if (ctx.isDryRun) {
        ctx.logger.info('Nothing to wait for in a dry run.');
        ctx.output('orderId', target.orderId ?? DRY_RUN_ID);
        ctx.output('state', 'succeeded');
        return;
      }
      const orderId = await ctx.checkpoint({
        key: `found.${identityOf(target)}`,
        fn: () => findOrder(ctx, clients, target),
      });
      if (!orderId) throw new InputError('There is no order to wait for');
      const order = await finish(ctx, clients, orderId, { timeoutMinutes });
      ctx.output('orderId', orderId);
      ctx.output('state', order.state);
      if (order.readySeconds !== undefined) {
        ctx.output('readySeconds', order.readySeconds);
      }
    },
  });
}
