import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { READ_ONLY } from '@dualcloud/foundation-node';
import { quoteCreatePermission } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { z as zod } from 'zod/v3';
import { type ActionDeps, decimal } from './common';

/** `cloud-costs:quote` */
export function registerQuote(
  registry: ActionsRegistryService,
  { callers, quotes }: Pick<ActionDeps, 'callers' | 'quotes'>,
): void {
  registry.register({
    name: 'quote',
    title: 'Quote cloud services',
    description:
      'What cloud services would cost before they are ordered: once, in a month, and in all if there is an end; with `current` also what they cost today, for another plan or a longer life. Usage is what you say, or what instances of the plan use on average. Amounts are decimals of the currency.',
    attributes: READ_ONLY,
    visibilityPermission: quoteCreatePermission,
    examples: [
      {
        title: 'A database for half a year',
        input: {
          items: [
            {
              serviceRef: 'cloudservice:default/sandbox-postgresql',
              plan: 'small',
              quantityOf: { 'database-storage': '7300' },
            },
          ],
          payerRef: 'group:default/kraftfahrtamt',
          from: '2026-12-01T00:00:00+01:00',
          until: '2027-06-01T00:00:00+02:00',
        },
      },
      {
        title: 'A larger plan beside what there is today',
        input: {
          items: [
            {
              serviceRef: 'cloudservice:default/sandbox-postgresql',
              plan: 'large',
            },
          ],
          current: {
            items: [
              {
                serviceRef: 'cloudservice:default/sandbox-postgresql',
                plan: 'small',
              },
            ],
          },
        },
      },
    ],
    schema: {
      input: z =>
        z.object({
          items: itemsOf(z).describe('What is to be ordered'),
          payerRef: z.string().optional().describe('Whose prices'),
          systemRef: z.string().optional(),
          from: z.string().datetime({ offset: true }).optional(),
          until: z.string().datetime({ offset: true }).optional(),
          current: z
            .object({
              items: itemsOf(z),
              until: z.string().datetime({ offset: true }).optional(),
            })
            .optional()
            .describe('What there is today, in the same order as `items`'),
        }),
      output: z =>
        z.object({
          currency: z.string(),
          oneTime: z.string(),
          monthly: z.string(),
          total: z.string().optional(),
          current: z
            .object({ monthly: z.string(), total: z.string().optional() })
            .optional(),
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
          ...recurring(quote),
          ...(quote.current && { current: recurring(quote.current) }),
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

function itemsOf(z: typeof zod) {
  return z
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
    .max(100);
}

function recurring({ monthly, total }: { monthly: string; total?: string }) {
  return {
    monthly: decimal(monthly),
    ...(total !== undefined && { total: decimal(total) }),
  };
}
