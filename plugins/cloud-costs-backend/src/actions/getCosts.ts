import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { READ_ONLY, userOf } from '@dualcloud/foundation-node';
import { type ActionDeps, DAY, decimal } from './common';

const DIMENSION =
  /^(payer|customer|software-provider|owner|system|environment|service|stage|plan|instance|component|tag:.{1,100})$/;

/** `cloud-costs:get-costs` */
export function registerGetCosts(
  registry: ActionsRegistryService,
  { callers, costs }: Pick<ActionDeps, 'callers' | 'costs'>,
): void {
  registry.register({
    name: 'get-costs',
    title: 'Get costs',
    description:
      'What cloud services cost in a period, grouped, of what you may see. Amounts are decimals of the currency.',
    attributes: READ_ONLY,
    examples: [
      {
        title: 'What a system cost in November, by environment',
        input: {
          from: '2026-11-01',
          to: '2026-11-30',
          groupBy: 'environment',
          system: 'system:default/kfz-portal',
        },
      },
    ],
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
          top: z
            .number()
            .int()
            .min(1)
            .max(100)
            .optional()
            .describe('Groups beyond are added up under `other`; 20'),
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
      const caller = await userOf(callers, credentials, 'costs');
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
