import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { READ_ONLY, userOf } from '@dualcloud/foundation-node';
import { type ActionDeps } from './common';

/** `service-levels:list-outages` */
export function registerListOutages(
  registry: ActionsRegistryService,
  { callers, outages }: Pick<ActionDeps, 'callers' | 'outages'>,
): void {
  registry.register({
    name: 'list-outages',
    title: 'List outages',
    description:
      'Outages of services and environments with their times, state, cause and source. What began last comes first.',
    attributes: READ_ONLY,
    examples: [
      {
        title: 'What was down in October',
        input: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
      },
    ],
    schema: {
      input: z =>
        z.object({
          from: z.string().optional().describe('2026-10-01T00:00:00Z'),
          to: z.string().optional().describe('Excluded'),
          subject: z
            .string()
            .optional()
            .describe('Entity ref of a CloudService'),
          system: z.string().optional().describe('Entity ref of a System'),
          state: z
            .enum(['reported', 'confirmed', 'disputed', 'settled', 'rejected'])
            .optional(),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          totalItems: z.number(),
          outages: z.array(
            z.object({
              id: z.string(),
              subjectRef: z.string(),
              from: z.string(),
              to: z.string().optional(),
              ongoing: z.boolean(),
              state: z.string(),
              cause: z.string(),
              source: z.string(),
              impact: z.string(),
              title: z.string().optional(),
              commitmentIds: z.array(z.string()),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials, 'service levels');
      const { items, totalItems } = await outages.list(caller, input);
      return {
        output: {
          totalItems,
          outages: items.map(({ interval, ...outage }) => ({
            id: outage.id,
            subjectRef: outage.subjectRef,
            from: interval.from,
            to: interval.to,
            ongoing: outage.ongoing,
            state: outage.state,
            cause: outage.cause,
            source: outage.source,
            impact: outage.impact,
            title: outage.title,
            commitmentIds: outage.commitmentIds,
          })),
        },
      };
    },
  });
}
