import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { READ_ONLY, userOf } from '@dualcloud/foundation-node';
import type { Explanation } from '@dualcloud/backstage-plugin-service-levels-common';
import { type ActionDeps, PERIOD } from './common';

/** `service-levels:explain-service-level` */
export function registerExplain(
  registry: ActionsRegistryService,
  { callers, levels }: Pick<ActionDeps, 'callers' | 'levels'>,
): void {
  registry.register({
    name: 'explain-service-level',
    title: 'Explain a service level',
    description:
      'Why a figure is what it is: the calculation step by step as on a pocket calculator, how many seconds of each outage counted and why the rest did not, and the clause of the agreement. Ids come from list-service-levels.',
    attributes: READ_ONLY,
    examples: [
      {
        title: 'Why the availability of October is what it is',
        input: {
          serviceLevelId: 'c0ffee',
          objective: 'availability',
          period: '2026-10',
        },
      },
    ],
    schema: {
      input: z =>
        z.object({
          serviceLevelId: z.string(),
          objective: z.string().describe('Id of an objective: availability'),
          period: z.string().regex(PERIOD).optional(),
        }),
      output: z =>
        z.object({
          state: z.string(),
          target: z.string(),
          actual: z.string().optional(),
          unit: z.string(),
          clause: z.string().optional(),
          calendar: z.string(),
          timeZone: z.string(),
          steps: z.array(z.string()),
          outages: z.array(
            z.object({
              id: z.string(),
              from: z.string(),
              to: z.string().optional(),
              seconds: z.number(),
              countedSeconds: z.number(),
              notCounted: z.array(z.string()),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const caller = await userOf(callers, credentials, 'service levels');
      const { serviceLevelId, objective, period } = input;
      const explained = await levels.explain(caller, serviceLevelId, {
        objective,
        period,
      });
      return { output: present(explained) };
    },
  });
}

function present(explained: Explanation) {
  const { result, steps, outages = [] } = explained;
  return {
    state: result.state,
    target: result.target,
    actual: result.actual,
    unit: result.unit,
    clause: explained.clause,
    calendar: explained.calendar,
    timeZone: explained.timeZone,
    steps: steps.map(stepText),
    outages: outages.map(({ outage, seconds, countedSeconds, notCounted }) => ({
      id: outage.id,
      from: outage.interval.from,
      to: outage.interval.to,
      seconds,
      countedSeconds,
      notCounted: notCounted.map(one => `${one.why}: ${one.seconds} s`),
    })),
  };
}

/** `minus planned: 7200 s` */
function stepText(step: Explanation['steps'][number]): string {
  const { id, operation, seconds, percent, value } = step;
  const amount =
    (seconds !== undefined && `${seconds} s`) ||
    (percent !== undefined && `${percent} %`) ||
    value;
  return `${operation} ${id}: ${amount}`;
}
