import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  Environment,
  OrderRequest,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { CloudServicesClients } from '../api/clients';
import { explain } from '../api/explain';
import { DRY_RUN_ID, links } from '../api/links';
import { entityRef, flattenAll, given } from '../orders/configuration';
import { placeOrder, previewOrder } from '../orders/placeOrder';
import { createEnvironmentExamples } from './examples';
import { fields } from './fields';

export async function readEnvironment(
  clients: CloudServicesClients,
  environmentId: string,
): Promise<Environment> {
  const client = await clients.asScaffolder();
  const { data } = await client
    .GET('/environments/{environmentId}', {
      params: { path: { environmentId } },
    })
    .catch(error => {
      throw explain(error);
    });
  if (!data) throw new Error('the cloud services backend gave no environment');
  return data;
}

/** Instances by component, as the outputs of several actions have them. */
export function instanceIdsOf(environment: Environment) {
  return Object.fromEntries(
    environment.instances
      .filter(instance => instance.state !== 'terminated')
      .map(instance => [instance.componentName ?? instance.name, instance.id]),
  );
}

export function createEnvironmentAction(clients: CloudServicesClients) {
  return createTemplateAction({
    id: 'cloud-services:environment:create',
    description:
      'Orders an environment from a blueprint, waits until it is ready, and tells the log what happens',
    examples: createEnvironmentExamples,
    supportsDryRun: true,
    schema: {
      input: {
        blueprintRef: z =>
          z
            .string()
            .describe(
              'The blueprint, such as environmentblueprint:default/web-application',
            ),
        components: fields.components,
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
        environmentId: fields.environmentId,
        environmentUrl: z =>
          z.string().describe("Path of the environment's page in the portal"),
        environmentEntityRef: z =>
          z
            .string()
            .optional()
            .describe('Its Resource entity; there once it is ready'),
        instanceIds: z =>
          z
            .record(z.string())
            .optional()
            .describe('Instance ids by component; there once it is ready'),
      },
    },
    async handler(ctx) {
      const { input } = ctx;
      const request: OrderRequest = {
        type: 'create-environment',
        blueprintRef: entityRef(
          'blueprintRef',
          input.blueprintRef,
          'EnvironmentBlueprint',
        ),
        name: input.name,
        description: given(input.description),
        stage: input.stage,
        systemRef: entityRef('systemRef', input.systemRef, 'System'),
        ownerRef: entityRef('ownerRef', input.ownerRef, 'Group'),
        expiresAt: given(input.expiresAt),
        components: flattenAll(input.components),
      };
      if (ctx.isDryRun) {
        const preview = await previewOrder(ctx, clients, request);
        ctx.output('orderId', DRY_RUN_ID);
        ctx.output('environmentId', DRY_RUN_ID);
        ctx.output('environmentUrl', links.environment(DRY_RUN_ID));
        ctx.output(
          'instanceIds',
          Object.fromEntries(
            preview.instances.map(each => [each.componentName, DRY_RUN_ID]),
          ),
        );
        return;
      }
      let environmentId: string | undefined;
      const order = await placeOrder(ctx, clients, request, input, placed => {
        ctx.output('orderId', placed.orderId);
        environmentId = placed.environmentId;
        if (!environmentId) return;
        ctx.output('environmentId', environmentId);
        ctx.output('environmentUrl', links.environment(environmentId));
        ctx.logger.info(`See it at ${links.environment(environmentId)}`);
      });
      if (!order || !environmentId) return;
      const environment = await readEnvironment(clients, environmentId);
      ctx.output('environmentEntityRef', environment.entityRef);
      ctx.output('instanceIds', instanceIdsOf(environment));
    },
  });
}
