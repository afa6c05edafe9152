import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { OrderRequest } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { CloudServicesClients } from '../api/clients';
import { explain } from '../api/explain';
import { DRY_RUN_ID, links } from '../api/links';
import { entityRef, flatten, given } from '../orders/configuration';
import { placeOrder, previewOrder } from '../orders/placeOrder';
import { createInstanceExamples } from './examples';
import { fields } from './fields';

export function createInstanceAction(clients: CloudServicesClients) {
  return createTemplateAction({
    id: 'cloud-services:instance:create',
    description:
      'Orders a single instance of a standard cloud service, and waits until it is ready',
    examples: createInstanceExamples,
    supportsDryRun: true,
    schema: {
      input: {
        serviceRef: z =>
          z
            .string()
            .describe(
              'The cloud service, such as cloudservice:default/sandbox-postgresql',
            ),
        configuration: fields.configuration,
        name: fields.name,
        description: fields.description,
        stage: fields.stage,
        systemRef: fields.systemRef,
        ownerRef: fields.ownerRef,
        expiresAt: fields.expiresAt,
        wait: fields.wait,
        timeoutMinutes: fields.timeoutMinutes,
      },
      output: {
        orderId: fields.orderId,
        instanceId: fields.instanceId,
        instanceUrl: z =>
          z.string().describe("Path of the instance's page in the portal"),
        instanceEntityRef: z =>
          z
            .string()
            .optional()
            .describe('Its Resource entity; there once it is ready'),
        dashboardUrl: z =>
          z.string().optional().describe("The service's own dashboard"),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      const request: OrderRequest = {
        type: 'create-instance',
        serviceRef: entityRef('serviceRef', input.serviceRef, 'CloudService'),
        configuration: flatten(input.configuration),
        name: input.name,
        description: given(input.description),
        stage: input.stage,
        systemRef: entityRef('systemRef', input.systemRef, 'System'),
        ownerRef: entityRef('ownerRef', input.ownerRef, 'Group'),
        expiresAt: given(input.expiresAt),
      };
      if (ctx.isDryRun) {
        await previewOrder(ctx, clients, request);
        ctx.output('orderId', DRY_RUN_ID);
        ctx.output('instanceId', DRY_RUN_ID);
        ctx.output('instanceUrl', links.instance(DRY_RUN_ID));
        return;
      }
      let instanceId: string | undefined;
      const order = await placeOrder(ctx, clients, request, input, placed => {
        ctx.output('orderId', placed.orderId);
        instanceId = placed.instanceId;
        if (!instanceId) return;
        ctx.output('instanceId', instanceId);
        ctx.output('instanceUrl', links.instance(instanceId));
        ctx.logger.info(`See it at ${links.instance(instanceId)}`);
      });
      if (!order || !instanceId) return;
      const client = await clients.asScaffolder();
      const { data } = await client
        .GET('/instances/{instanceId}', { params: { path: { instanceId } } })
        .catch(error => {
          throw explain(error);
        });
      if (!data) return;
      ctx.output('instanceEntityRef', data.entityRef);
      if (data.dashboardUrl) ctx.output('dashboardUrl', data.dashboardUrl);
    },
  });
}
