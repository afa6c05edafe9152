import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { orderCreatePermission } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { RouterOptions } from '../router';
import { readOrder } from './readOrder';

const STAGES = ['development', 'test', 'production'] as const;

/**
 * Read-only actions for assistants and templates. Their ids are
 * `cloud-services:<name>` and stay apart from those of the scaffolder's own
 * actions. Each acts with the rights of whoever invokes it.
 */
export function registerActions(
  registry: ActionsRegistryService,
  { callers, environments, orders, orderers, placedOrders }: RouterOptions,
): void {
  registry.register({
    name: 'list-environments',
    title: 'List environments',
    description:
      'Environments that you may see, with their stage, state, system, owner and end date.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z.object({
          scope: z
            .enum(['mine', 'organisation', 'all'])
            .optional()
            .describe('mine, organisation, or all that you may see'),
          stage: z.enum(STAGES).optional(),
          systemRef: z.string().optional().describe('Entity ref of a System'),
          text: z.string().max(200).optional().describe('Part of the name'),
        }),
      output: z =>
        z.object({
          totalItems: z.number(),
          environments: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              stage: z.string(),
              state: z.string(),
              systemRef: z.string(),
              ownerRef: z.string(),
              expiresAt: z.string().optional(),
              services: z.array(z.string()),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await callers.of(credentials);
      const { items, totalItems } = await environments.list(caller, input);
      return {
        output: {
          totalItems,
          environments: items.map(environment => ({
            id: environment.id,
            name: environment.name,
            stage: environment.stage,
            state: environment.state,
            systemRef: environment.parties.systemRef,
            ownerRef: environment.parties.ownerRef,
            expiresAt: environment.expiresAt,
            services: environment.instances.map(
              instance => `${instance.serviceTitle} (${instance.planName})`,
            ),
          })),
        },
      };
    },
  });

  registry.register({
    name: 'explain-order',
    title: 'Explain an order',
    description:
      'How an order is getting on: its state, its steps, what failed in the words of the broker, and what can be done.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z => z.object({ orderId: z.string().max(64) }),
      output: z =>
        z.object({
          type: z.string(),
          state: z.string(),
          targetName: z.string().optional(),
          failure: z.string().optional(),
          canRetry: z.boolean(),
          steps: z.array(
            z.object({
              component: z.string(),
              action: z.string(),
              state: z.string(),
              description: z.string().optional(),
              failure: z.string().optional(),
            }),
          ),
          journal: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await callers.of(credentials);
      const order = await placedOrders.get(caller, input.orderId);
      const journal = await placedOrders.journal(caller, input.orderId, {});
      return {
        output: {
          type: order.type,
          state: order.state,
          targetName: order.targetName,
          failure: order.failure?.message,
          canRetry: order.canRetry,
          steps: order.steps.map(step => ({
            component: step.componentName,
            action: step.action,
            state: step.state,
            description: step.description,
            failure: step.failure?.message,
          })),
          journal: journal.items.map(({ at, message }) => `${at} ${message}`),
        },
      };
    },
  });

  registry.register({
    name: 'list-order-options',
    title: 'List what can be ordered for',
    description:
      'The systems, stages and owners for which you may order environments and services, from your commissions.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z => z.object({}),
      output: z =>
        z.object({
          maxLifetimeDays: z.number(),
          systems: z.array(
            z.object({
              systemRef: z.string(),
              title: z.string(),
              stages: z.array(z.string()),
              commissionRef: z.string().optional(),
              validUntil: z.string().optional(),
            }),
          ),
          owners: z.array(z.object({ ref: z.string(), title: z.string() })),
        }),
    },
    action: async ({ credentials }) => {
      const caller = await callers.of(credentials);
      if (caller.type !== 'user') {
        return { output: { maxLifetimeDays: 0, systems: [], owners: [] } };
      }
      const today = new Date().toISOString().slice(0, 10);
      const options = await orderers.options(caller, today);
      return {
        output: {
          maxLifetimeDays: options.maxLifetimeDays,
          systems: options.systems.map(system => ({
            systemRef: system.systemRef,
            title: system.title,
            stages: system.stages,
            commissionRef: system.commissionRef,
            validUntil: system.validUntil,
          })),
          owners: options.owners,
        },
      };
    },
  });

  registry.register({
    name: 'preview-order',
    title: 'Preview an order',
    description:
      'Checks an order and says what it would do, without ordering anything. Takes the body of POST /orders.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    visibilityPermission: orderCreatePermission,
    schema: {
      input: z =>
        z.object({
          order: z
            .record(z.unknown())
            .describe('The order as the HTTP API takes it; see its OpenAPI'),
        }),
      output: z =>
        z.object({
          type: z.string(),
          warnings: z.array(z.string()),
          instances: z.array(
            z.object({
              component: z.string(),
              service: z.string(),
              plan: z.string(),
              action: z.string(),
            }),
          ),
          changes: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await callers.of(credentials);
      const request = readOrder(input.order);
      const preview = await orders.preview(caller, request);
      return {
        output: {
          type: preview.type,
          warnings: preview.warnings.map(({ message }) => message),
          instances: preview.instances.map(instance => ({
            component: instance.componentName,
            service: instance.serviceTitle,
            plan: instance.planName,
            action: instance.action,
          })),
          changes: preview.changes.map(
            ({ componentName, field }) => `${componentName}: ${field}`,
          ),
        },
      };
    },
  });
}
