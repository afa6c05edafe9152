import type { Explanation } from '@dualcloud/backstage-plugin-service-levels-common';
import { termsOf } from '../attainment';
import {
  availabilitySteps,
  explainDays,
  explainOutages,
  otherSteps,
  presentIntervals,
  presentTimeline,
} from '../explanation';
import { presentIncident } from '../incidents';
import { presentOutage } from '../outages';
import type { Figure, Level } from './Levels';
import { presentLevel } from './presentLevel';

/** Why a figure is what it is. */
export function presentExplanation(level: Level, figure: Figure): Explanation {
  const { version } = level;
  const { objective, result } = figure;
  const common = {
    serviceLevel: presentLevel(level),
    result,
    calendar: version.calendar.ref,
    timeZone: version.calendar.spec.timeZone,
    clause: objective.clause,
  };
  switch (objective.type) {
    case 'response-time':
    case 'restoration-time':
      return {
        ...common,
        steps: otherSteps(figure),
        incidents: reactionsOf(level, figure),
      };
    case 'latency':
    case 'success-rate':
      return { ...common, steps: otherSteps(figure) };
    default:
      return { ...common, ...accountOf(level, figure) };
  }
}

function accountOf(level: Level, figure: Figure) {
  const { objective, period } = figure;
  const { attainment, version, commitment, facts, nowS } = level;
  const account = attainment.account(period);
  const days = version.calendar.calendar.days(account.interval);
  const outages = explainOutages(
    {
      subjectRef: commitment.subjectRef,
      calendar: version.calendar.calendar,
      terms: termsOf(version.effective),
      facts,
      interval: account.interval,
      now: nowS,
    },
    account,
  );
  return {
    steps:
      objective.type === 'availability'
        ? availabilitySteps(objective, account, outages)
        : otherSteps(figure),
    outages: outages.flatMap(one => {
      const stored = facts.stored.get(one.outageId);
      if (!stored) return [];
      return [
        {
          outage: presentOutage(stored, { commitments: [], deeds: [] }),
          seconds: one.seconds,
          countedSeconds: one.countedSeconds,
          notCounted: one.notCounted,
          counted: presentIntervals(one.counted),
        },
      ];
    }),
    days: explainDays(account, days),
    timeline: presentTimeline(account, days),
  };
}

function reactionsOf(
  { attainment, facts, commitment }: Level,
  { objective, period }: Figure,
): Explanation['incidents'] {
  if (
    objective.type !== 'response-time' &&
    objective.type !== 'restoration-time'
  ) {
    return [];
  }
  return attainment.reactions(objective, period).flatMap(one => {
    const stored = facts.reported.get(one.incident.id);
    if (!stored) return [];
    const times: ReactionTime = {
      commitmentId: commitment.id,
      objective: objective.id,
      type: objective.type,
      seconds: one.reaction.seconds,
      withinSeconds: one.reaction.withinSeconds,
      running: one.reaction.running,
      met: one.reaction.met,
    };
    return [presentIncident(stored, [times])];
  });
}

type ReactionTime = NonNullable<
  Explanation['incidents']
>[number]['times'][number];
