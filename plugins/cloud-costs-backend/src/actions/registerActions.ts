import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  budgetCreatePermission,
  quoteCreatePermission,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type CallerResolver,
  notAllowed,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { AnomalyService } from '../anomalies';
import type { BudgetService } from '../budgets';
import type { CostService } from '../costs';
import { formatDecimal, parseDecimal } from '../money';
import type { QuoteService } from '../quotes';

/** What the actions do their work with: the same services as the routes. */
export type ActionDeps = {
  callers: CallerResolver;
  costs: CostService;
  quotes: QuoteService;
  anomalies: AnomalyService;
  budgets: BudgetService;
};

const READ_ONLY = { readOnly: true, idempotent: true, destructive: false };
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DIMENSION =
  /^(payer|customer|software-provider|owner|system|environment|service|stage|plan|instance|component|tag:.{1,100})$/;

/**
 * Actions for assistants and templates, `cloud-costs:<name>`. Each acts with the
 * rights of whoever invokes it. Amounts are decimals of the currency.
 */
export function registerActions(
  registry: ActionsRegistryService,
  deps: ActionDeps,
): void {
  registerGetCosts(registry, deps);
  registerQuote(registry, deps);
  registerListAnomalies(registry, deps);
  registerSetBudget(registry, deps);
}

function registerGetCosts(
  registry: ActionsRegistryService,
  { callers, costs }: ActionDeps,
): void {
  registry.register({
    name: 'get-costs',
    title: 'Get costs',
    description:
      'What cloud services cost in a period, grouped, of what you may see. Amounts are decimals of the currency.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          from: z.string().regex(DAY).describe('First day, 2026-11-01'),
          to: z.string().regex(DAY).describe('Last day, included'),
          groupBy: z
            .string()
            .regex(DIMENSION)
            .optional()
            .describe(
              'payer, customer, software-provider, owner, system, environment, service, stage, plan, instance, component or tag:<key>',
            ),
          system: z.string().optional().describe('Entity ref of a System'),
          environment: z.string().optional().describe('Id of an environment'),
          service: z
            .string()
            .optional()
            .describe('Entity ref of a CloudService'),
          top: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          currency: z.string(),
          total: z.string(),
          groups: z.array(
            z.object({
              key: z.string(),
              title: z.string().optional(),
              amount: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials);
      const report = await costs.report(caller, input);
      return {
        output: {
          currency: report.currency,
          total: decimal(report.total),
          groups: report.groups.map(({ key, title, amount }) => ({
            key,
            title,
            amount: decimal(amount),
          })),
        },
      };
    },
  });
}

function registerQuote(
  registry: ActionsRegistryService,
  { callers, quotes }: ActionDeps,
): void {
  registry.register({
    name: 'quote',
    title: 'Quote cloud services',
    description:
      'What cloud services would cost before they are ordered: once, in a month, and in all if there is an end. Usage is what you say, or what instances of the plan use on average.',
    attributes: READ_ONLY,
    visibilityPermission: quoteCreatePermission,
    schema: {
      input: z =>
        z.object({
          items: z
            .array(
              z.object({
                serviceRef: z.string().describe('Entity ref of a CloudService'),
                plan: z.string().describe('Name of one of its plans'),
                quantityOf: z
                  .record(z.string())
                  .optional()
                  .describe('Usage of meters in a month, as decimals'),
              }),
            )
            .min(1)
            .max(100),
          payerRef: z.string().optional().describe('Whose prices'),
          systemRef: z.string().optional(),
          from: z.string().datetime({ offset: true }).optional(),
          until: z.string().datetime({ offset: true }).optional(),
        }),
      output: z =>
        z.object({
          currency: z.string(),
          oneTime: z.string(),
          monthly: z.string(),
          total: z.string().optional(),
          unpriced: z.array(z.string()),
          lines: z.array(
            z.object({
              item: z.number(),
              component: z.string(),
              monthly: z.string(),
              oneTime: z.string(),
              assumption: z.string().optional(),
            }),
          ),
          budgetsAtRisk: z.array(z.string()),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await callers.of(credentials);
      const quote = await quotes.quote(caller, input);
      return {
        output: {
          currency: quote.currency,
          oneTime: decimal(quote.oneTime),
          monthly: decimal(quote.monthly),
          ...(quote.total !== undefined && { total: decimal(quote.total) }),
          unpriced: quote.unpriced,
          lines: quote.lines.map(line => ({
            item: line.item,
            component: line.component,
            monthly: decimal(line.monthly),
            oneTime: decimal(line.oneTime ?? '0'),
            assumption: line.assumption,
          })),
          budgetsAtRisk: (quote.budgets ?? [])
            .filter(({ breaks }) => breaks)
            .map(({ name }) => name),
        },
      };
    },
  });
}

function registerListAnomalies(
  registry: ActionsRegistryService,
  { callers, anomalies }: ActionDeps,
): void {
  registry.register({
    name: 'list-anomalies',
    title: 'List unusual costs',
    description:
      'Days on which something cost unusually much or little beside the same weekdays before, and what caused it. The latest first.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          from: z.string().regex(DAY).optional(),
          to: z.string().regex(DAY).optional(),
          system: z.string().optional().describe('Entity ref of a System'),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          anomalies: z.array(
            z.object({
              id: z.string(),
              day: z.string(),
              instance: z.string(),
              serviceRef: z.string(),
              amount: z.string(),
              expected: z.string(),
              currency: z.string(),
              causes: z.array(z.string()),
              acknowledged: z.boolean(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials);
      const { items } = await anomalies.list(caller, input);
      return {
        output: {
          anomalies: items.map(item => ({
            id: item.id,
            day: item.day,
            instance: item.allocation.instanceName,
            serviceRef: item.allocation.serviceRef,
            amount: decimal(item.amount),
            expected: decimal(item.expected),
            currency: item.currency,
            causes: item.causes.map(
              ({ component, quantity, expectedQuantity, unit }) =>
                `${component}: ${quantity} ${unit} instead of ${expectedQuantity}`,
            ),
            acknowledged: item.acknowledgedAt !== undefined,
          })),
        },
      };
    },
  });
}

function registerSetBudget(
  registry: ActionsRegistryService,
  { callers, budgets }: ActionDeps,
): void {
  registry.register({
    name: 'set-budget',
    title: 'Set a budget',
    description:
      'Sets a budget for an organisation, a system or an environment; with the id of one that there is, changes it. Its owner is told when a threshold is crossed.',
    attributes: { readOnly: false, idempotent: true, destructive: true },
    visibilityPermission: budgetCreatePermission,
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
          scopeRef: z.string().max(255),
          period: z.enum(['month', 'year']),
          amount: z.string().describe("As a decimal: '2500.00'"),
          currency: z.string().regex(/^[A-Z]{3}$/),
          thresholds: z
            .array(z.number().int().min(1).max(1000))
            .max(10)
            .optional(),
          refusesOrders: z.boolean().optional(),
          ownerRef: z.string().optional(),
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
      const caller = await userOf(callers, credentials);
      const {
        idempotencyKey,
        budgetId,
        scopeType,
        scopeRef,
        amount,
        ...wanted
      } = input;
      const request = {
        ...wanted,
        scope: { type: scopeType, ref: scopeRef },
        amount: String(parseDecimal(amount)),
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

async function userOf(
  callers: CallerResolver,
  credentials: BackstageCredentials,
): Promise<UserCaller> {
  const caller = await callers.of(credentials);
  if (caller.type === 'user') return caller;
  throw notAllowed('costs are shown to people; act on behalf of one');
}

function decimal(micros: string): string {
  return formatDecimal(BigInt(micros));
}
