import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { OrderRequest } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { CloudServicesClients } from '../api/clients';
import { DRY_RUN_ID, links } from '../api/links';
import { flattenAll } from '../orders/configuration';
import { placeOrder, previewOrder } from '../orders/placeOrder';
import { updateEnvironmentExamples } from './examples';
import { fields } from './fields';

export function updateEnvironmentAction(clients: CloudServicesClients) {
  return createTemplateAction({
    id: 'cloud-services:environment:update',
    description:
      'Orders other plans or parameters for components of an environment, and waits until it is done',
    examples: updateEnvironmentExamples,
    supportsDryRun: true,
    schema: {
      input: {
        environmentId: fields.environmentId,
        components: z =>
          z
            .record(fields.configuration(z))
            .describe(
              'What is to change, by component: plan, parameters, or both',
            ),
        wait: fields.wait,
        timeoutMinutes: fields.timeoutMinutes,
      },
      output: {
        orderId: fields.orderId,
        environmentId: fields.environmentId,
        environmentUrl: z =>
          z.string().describe("Path of the environment's page in the portal"),
      },
    },
    async handler(ctx) {
      const { environmentId, components } = ctx.input;
      const request: OrderRequest = {
        type: 'update-environment',
        environmentId,
        components: flattenAll(components),
      };
      ctx.output('environmentId', environmentId);
      ctx.output('environmentUrl', links.environment(environmentId));
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
