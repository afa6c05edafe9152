import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { budgetCreatePermission } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { invalidField, userOf } from '@dualcloud/foundation-node';
import { parseDecimal } from '../money';
import { type ActionDeps, decimal } from './common';

/** `cloud-costs:set-budget` */
export function registerSetBudget(
  registry: ActionsRegistryService,
  { callers, budgets }: Pick<ActionDeps, 'callers' | 'budgets'>,
): void {
  registry.register({
    name: 'set-budget',
    title: 'Set a budget',
    description:
      'Sets a budget for an organisation, a system or an environment; with the id of one that there is, changes it. Its owner is told when a threshold is crossed.',
    attributes: { readOnly: false, idempotent: true, destructive: true },
    visibilityPermission: budgetCreatePermission,
    examples: [
      {
        title: 'A monthly budget for a system, from a template',
        input: {
          idempotencyKey: 'budget-${{ context.task.id }}',
          name: 'KFZ-Portal',
          scopeType: 'system',
          scopeRef: 'system:default/kfz-portal',
          period: 'month',
          amount: '2500.00',
          currency: 'EUR',
          thresholds: [80, 100],
        },
      },
    ],
    schema: {
      input: z =>
        z.object({
          idempotencyKey: z
            .string()
            .min(8)
            .max(200)
            .describe('The same key sets the budget once, however often'),
          budgetId: z.string().optional().describe('Of the one to change'),
          version: z
            .number()
            .int()
            .optional()
            .describe('Of the one to change, as it was read'),
          name: z.string().min(1).max(100),
          scopeType: z.enum(['organisation', 'system', 'environment']),
          scopeRef: z
            .string()
            .max(255)
            .describe('Entity ref, or id of an environment'),
          period: z.enum(['month', 'year']),
          amount: z.string().describe("As a decimal: '2500.00'"),
          currency: z.string().regex(/^[A-Z]{3}$/),
          thresholds: z
            .array(z.number().int().min(1).max(1000))
            .max(10)
            .optional()
            .describe('Percentages; 50, 80 and 100'),
          refusesOrders: z
            .boolean()
            .optional()
            .describe('Whether orders that would break it are refused'),
          ownerRef: z
            .string()
            .optional()
            .describe('Whose budget it is; your own organisation’s'),
        }),
      output: z =>
        z.object({
          budgetId: z.string(),
          version: z.number(),
          spent: z.string(),
          expected: z.string(),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials, 'costs');
      const { idempotencyKey, budgetId, ...wanted } = input;
      const { scopeType, scopeRef, amount, ...others } = wanted;
      const request = {
        ...others,
        scope: { type: scopeType, ref: scopeRef },
        amount: String(readAmount(amount)),
      };
      const budget = budgetId
        ? await budgets.update(caller, budgetId, request, idempotencyKey)
        : await budgets.create(caller, request, idempotencyKey);
      return {
        output: {
          budgetId: budget.id,
          version: budget.version,
          spent: decimal(budget.spent),
          expected: decimal(budget.forecast.expected),
        },
      };
    },
  });
}

function readAmount(text: string): bigint {
  try {
    return parseDecimal(text);
  } catch (error) {
    throw invalidField('amount', 'decimal', (error as Error).message);
  }
}
