import type {
  LongestOutageObjective,
  ObjectiveState,
  OutageCountObjective,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { clip, type Interval, intervalsOf, lengthOf } from '../intervals';
import type { TimeAccount } from './accountTime';
import { durationSeconds } from './durations';
import type { Evaluation, Frame } from './evaluation';

/** One outage as people count them. */
export type CountedRun = {
  interval: Interval;
  /** What of it counts. */
  seconds: number;
};

/**
 * Outages by number and length: uninterrupted down time is one, however many
 * reports it is made of and however often service hours or maintenance interrupt
 * what counts of it. One of which nothing counts is none. Gaps in the data are no
 * outages, even where they count as down.
 */
export function countedRuns(account: TimeAccount): CountedRun[] {
  return intervalsOf(account.runs)
    .map(interval => ({
      interval,
      seconds: lengthOf(clip(account.countedOutages, interval)),
    }))
    .filter(({ seconds }) => seconds > 0);
}

/** So many outages at most, or none longer than so much counted time. */
export function evaluateOutageLimit(
  objective: OutageCountObjective | LongestOutageObjective,
  frame: Frame,
  account: TimeAccount,
): Evaluation {
  const runs = countedRuns(account);
  const isCount = objective.type === 'outage-count';
  const most = isCount ? objective.atMost : durationSeconds(objective.atMost);
  const actual = isCount
    ? runs.length
    : runs.reduce((longest, run) => Math.max(longest, run.seconds), 0);
  const isAgreed = account.denominator.length > 0;
  return {
    result: {
      ...frame,
      state: isAgreed ? limitState(actual, most, frame.complete) : 'no-data',
      comparison: 'at-most',
      unit: isCount ? 'count' : 'seconds',
      target: String(most),
      ...(isAgreed && { actual: String(actual) }),
      outages: runs.length,
    },
  };
}

function limitState(
  actual: number,
  most: number,
  complete: boolean,
): ObjectiveState {
  if (actual > most) return 'missed';
  if (complete) return 'met';
  return isNearlyUsed(actual, most) ? 'at-risk' : 'open';
}

/** Four fifths or more of what is allowed, and not nothing. */
export function isNearlyUsed(used: number, allowed: number): boolean {
  return used > 0 && used * 5 >= allowed * 4;
}
