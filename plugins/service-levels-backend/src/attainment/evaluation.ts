import type {
  Objective,
  ObjectiveResult,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { Period } from '../calendars';
import { toInterval } from '../instants';
import type { Interval } from '../intervals';
import type { Share } from './percent';

/** The figure of an objective in a period. */
export type Evaluation = {
  /** As the API has it; a penalty is to be added. */
  result: ObjectiveResult;
  /** The exact fraction behind a percentage; absent: there was nothing to measure. */
  share?: Share;
};

/** What every result says about its objective and its period. */
export type Frame = Pick<
  ObjectiveResult,
  | 'objective'
  | 'type'
  | 'titles'
  | 'clause'
  | 'period'
  | 'interval'
  | 'complete'
>;

export function frameOf(
  objective: Objective,
  period: Period,
  interval: Interval,
  now: number,
): Frame {
  return {
    objective: objective.id,
    type: objective.type,
    ...(objective.titles && { titles: objective.titles }),
    ...(objective.clause !== undefined && { clause: objective.clause }),
    period: period.name,
    interval: toInterval(...interval),
    complete: now >= interval[1],
  };
}
