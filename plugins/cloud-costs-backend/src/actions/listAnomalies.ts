import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { READ_ONLY, userOf } from '@dualcloud/foundation-node';
import type { Anomaly } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { type ActionDeps, DAY, decimal } from './common';

/** `cloud-costs:list-anomalies` */
export function registerListAnomalies(
  registry: ActionsRegistryService,
  { callers, anomalies }: Pick<ActionDeps, 'callers' | 'anomalies'>,
): void {
  registry.register({
    name: 'list-anomalies',
    title: 'List unusual costs',
    description:
      'Days on which something cost unusually much or little beside the same weekdays before, and what caused it. Days that follow each other are one. What began last comes first.',
    attributes: READ_ONLY,
    examples: [
      {
        title: 'What was unusual in October',
        input: { from: '2026-10-01', to: '2026-10-31' },
      },
    ],
    schema: {
      input: z =>
        z.object({
          from: z.string().regex(DAY).optional().describe('2026-10-01'),
          to: z.string().regex(DAY).optional().describe('Included'),
          system: z.string().optional().describe('Entity ref of a System'),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          pending: z
            .boolean()
            .describe(
              'Charges have changed and are yet to be looked at: ask again in a minute',
            ),
          anomalies: z.array(
            z.object({
              id: z.string(),
              day: z.string(),
              lastDay: z.string(),
              days: z.number(),
              instance: z.string(),
              environment: z.string().optional(),
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
      const caller = await userOf(callers, credentials, 'costs');
      const { items, pending } = await anomalies.list(caller, input);
      return {
        output: {
          pending,
          anomalies: items.map(item => ({
            id: item.id,
            day: item.day,
            lastDay: item.lastDay,
            days: item.days,
            instance: item.allocation.instanceName,
            environment: item.allocation.environmentName,
            serviceRef: item.allocation.serviceRef,
            amount: decimal(item.amount),
            expected: decimal(item.expected),
            currency: item.currency,
            causes: item.causes.map(cause => causeText(cause, item.currency)),
            acknowledged: item.acknowledgedAt !== undefined,
          })),
        },
      };
    },
  });
}

/** `messages: 280 EUR instead of 6 EUR (70000000 message instead of 1500000)` */
function causeText(cause: Anomaly['causes'][number], currency: string): string {
  const { component, amount, expected, unit } = cause;
  const { quantity, expectedQuantity } = cause;
  const money = `${decimal(amount)} ${currency} instead of ${decimal(
    expected,
  )} ${currency}`;
  return `${component}: ${money} (${quantity} ${unit} instead of ${expectedQuantity})`;
}
