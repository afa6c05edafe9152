import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { CloudServicesClients } from '../api/clients';
import { DRY_RUN_ID } from '../api/links';
import { placeOrder, previewOrder } from '../orders/placeOrder';
import {
  terminateEnvironmentExamples,
  terminateInstanceExamples,
} from './examples';
import { fields } from './fields';

export function terminateEnvironmentAction(clients: CloudServicesClients) {
  return createTemplateAction({
    id: 'cloud-services:environment:terminate',
    description:
      'Orders the teardown of an environment with all that is in it, and waits until it is gone',
    examples: terminateEnvironmentExamples,
    supportsDryRun: true,
    schema: {
      input: {
        environmentId: fields.environmentId,
        wait: fields.wait,
        timeoutMinutes: fields.timeoutMinutes,
      },
      output: {
        orderId: fields.orderId,
        environmentId: fields.environmentId,
      },
    },
    async handler(ctx) {
      const { environmentId } = ctx.input;
      const request = { type: 'terminate-environment', environmentId } as const;
      ctx.output('environmentId', environmentId);
      if (ctx.isDryRun) {
        if (environmentId !== DRY_RUN_ID) {
          await previewOrder(ctx, clients, request);
        }
        ctx.output('orderId', DRY_RUN_ID);
        return;
      }
      await placeOrder(ctx, clients, request, ctx.input, ({ orderId }) =>
        ctx.output('orderId', orderId),
      );
    },
  });
}

export function terminateInstanceAction(clients: CloudServicesClients) {
  return createTemplateAction({
    id: 'cloud-services:instance:terminate',
    description:
      'Orders the teardown of a single service instance, and waits until it is gone',
    examples: terminateInstanceExamples,
    supportsDryRun: true,
    schema: {
      input: {
        instanceId: fields.instanceId,
        wait: fields.wait,
        timeoutMinutes: fields.timeoutMinutes,
      },
      output: {
        orderId: fields.orderId,
        instanceId: fields.instanceId,
      },
    },
    async handler(ctx) {
      const { instanceId } = ctx.input;
      const request = { type: 'terminate-instance', instanceId } as const;
      ctx.output('instanceId', instanceId);
      if (ctx.isDryRun) {
        if (instanceId !== DRY_RUN_ID) {
          await previewOrder(ctx, clients, request);
        }
        ctx.output('orderId', DRY_RUN_ID);
        return;
      }
      await placeOrder(ctx, clients, request, ctx.input, ({ orderId }) =>
        ctx.output('orderId', orderId),
      );
    },
  });
}
