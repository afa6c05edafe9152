import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { READ_ONLY, userOf } from '@dualcloud/foundation-node';
import type { ObjectiveResult } from '@dualcloud/backstage-plugin-service-levels-common';
import { type ActionDeps, PERIOD } from './common';

/** `service-levels:list-service-levels` */
export function registerListLevels(
  registry: ActionsRegistryService,
  { callers, levels }: Pick<ActionDeps, 'callers' | 'levels'>,
): void {
  registry.register({
    name: 'list-service-levels',
    title: 'List service levels',
    description:
      'What is agreed about services and environments, and how it stands in a month, quarter or year: state, target and actual value of each objective, and the error budget that is left. Worst first.',
    attributes: READ_ONLY,
    examples: [
      { title: 'How my services stand this month', input: {} },
      {
        title: 'One system in October',
        input: { system: 'system:default/kfz-portal', period: '2026-10' },
      },
    ],
    schema: {
      input: z =>
        z.object({
          period: z
            .string()
            .regex(PERIOD)
            .optional()
            .describe('2026-11, 2026-Q4 or 2026; the running month otherwise'),
          subject: z
            .string()
            .optional()
            .describe('Entity ref of a CloudService'),
          system: z.string().optional().describe('Entity ref of a System'),
          environment: z.string().optional().describe('Id of an environment'),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          totalItems: z.number(),
          serviceLevels: z.array(
            z.object({
              id: z.string(),
              agreement: z.string(),
              subjectRef: z.string(),
              environment: z.string().optional(),
              customerRef: z.string().optional(),
              period: z.string(),
              state: z.string(),
              condition: z.string(),
              objectives: z.array(z.string()),
              budgetSecondsLeft: z.number().optional(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials, 'service levels');
      const { items, totalItems } = await levels.list(caller, input);
      return {
        output: {
          totalItems,
          serviceLevels: items.map(level => ({
            id: level.id,
            agreement: `${level.agreement} ${level.version}`,
            subjectRef: level.subjectRef,
            environment: level.environmentName,
            customerRef: level.customerRef,
            period: level.period,
            state: level.state,
            condition: level.condition,
            objectives: level.objectives.map(objectiveText),
            budgetSecondsLeft: budgetLeft(level.headline),
          })),
        },
      };
    },
  });
}

/** `availability: at-risk, 99.31 percent, agreed at-least 99.5` */
function objectiveText(result: ObjectiveResult): string {
  const { objective, state, actual, unit, comparison, target } = result;
  const value = actual === undefined ? 'no figure' : `${actual} ${unit}`;
  return `${objective}: ${state}, ${value}, agreed ${comparison} ${target}`;
}

/** Below zero when it is overspent. */
function budgetLeft(headline: ObjectiveResult | undefined) {
  const availability = headline?.availability;
  return (
    availability && availability.budgetSeconds - availability.countedSeconds
  );
}
