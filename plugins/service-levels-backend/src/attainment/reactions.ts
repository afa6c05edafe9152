import type {
  Decimal,
  ObjectiveState,
  ReactionObjective,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { ServiceCalendar } from '../calendars';
import { durationSeconds } from './durations';
import type { Evaluation, Frame } from './evaluation';
import type { IncidentFact } from './facts';
import { isNearlyUsed } from './outageRuns';
import { allowedPercent, percentOf, reaches, shareOf } from './percent';

/** How long a reaction took, or takes so far, inside the service hours. */
export type Reaction = {
  seconds: number;
  /** It has not come yet. */
  running: boolean;
  withinSeconds: number;
  /** Absent while it is undecided: not come yet, and not late yet. */
  met?: boolean;
};

/**
 * From the report of an incident to the first response or to restoration; planned
 * maintenance is not taken out. What is restored has been responded to, at the
 * latest by that.
 */
export function reactionOf(
  incident: Omit<IncidentFact, 'id' | 'incidentClass'>,
  type: ReactionObjective['type'],
  options: { calendar: ServiceCalendar; withinSeconds: number; now: number },
): Reaction {
  const { calendar, withinSeconds, now } = options;
  const { reportedS, respondedS = Infinity, restoredS = Infinity } = incident;
  const end =
    type === 'response-time' ? Math.min(respondedS, restoredS) : restoredS;
  const running = end > now;
  const seconds = calendar.serviceSeconds(reportedS, Math.min(end, now));
  const isLate = seconds > withinSeconds;
  return {
    seconds,
    running,
    withinSeconds,
    ...((isLate || !running) && { met: !isLate }),
  };
}

/** The share of the decided incidents that were reacted to in time. */
export function evaluateReactions(
  objective: ReactionObjective,
  frame: Frame,
  reactions: readonly Reaction[],
): Evaluation {
  const target = objective.target ?? '100';
  const good = reactions.filter(({ met }) => met === true).length;
  const decided = reactions.filter(({ met }) => met !== undefined).length;
  const share = decided > 0 ? shareOf(good, decided) : undefined;
  return {
    share,
    result: {
      ...frame,
      incidentClass: objective.incidentClass,
      state: frame.complete
        ? completeState(reactions.length, { good, decided }, target)
        : openState(reactions, { good, decided }, target),
      comparison: 'at-least',
      unit: 'percent',
      target,
      ...(share && { actual: percentOf(share, target) }),
      withinSeconds: durationSeconds(objective.within),
      good,
      total: decided,
    },
  };
}

/** After the period, `open` as long as undecided incidents can turn it either way. */
function completeState(
  all: number,
  { good, decided }: { good: number; decided: number },
  target: Decimal,
): ObjectiveState {
  if (all === 0) return 'no-data';
  const atBest = good + all - decided;
  if (!reaches(shareOf(atBest, all), target)) return 'missed';
  return reaches(shareOf(good, all), target) ? 'met' : 'open';
}

/** In the period more incidents, all in time, can make up for a late one, unless all have to be. */
function openState(
  reactions: readonly Reaction[],
  { good, decided }: { good: number; decided: number },
  target: Decimal,
): ObjectiveState {
  if (good < decided) {
    if (allowedPercent(target) === '0') return 'missed';
    if (!reaches(shareOf(good, decided), target)) return 'at-risk';
  }
  const isRunningOut = reactions.some(
    ({ met, seconds, withinSeconds }) =>
      met === undefined && isNearlyUsed(seconds, withinSeconds),
  );
  return isRunningOut ? 'at-risk' : 'open';
}
