import type { ExplainedOutage } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type AccountOptions,
  isCounting,
  type OutageFact,
  type TimeAccount,
} from '../attainment';
import { subjectsOf, wholeOf } from '../composition';
import {
  clip,
  EMPTY,
  intersect,
  type Interval,
  type IntervalSet,
  intervalSet,
  lengthOf,
  subtract,
} from '../intervals';

/** Why seconds of an outage do not count. */
export type Why = ExplainedOutage['notCounted'][number]['why'];

/** Where the seconds of an outage went; counted and the reasons add up to all of them. */
export type OutageBreakdown = {
  outageId: string;
  /** From its begin to its end, or until now. */
  seconds: number;
  countedSeconds: number;
  notCounted: Array<{ why: Why; seconds: number }>;
  counted: IntervalSet;
};

/** One after the other: what does not lie in the set is not counted, and why. */
export type Sieve = Array<{ why: Why; keeps: IntervalSet }>;

/** What every outage goes through, in this order. */
export function sieveOf(account: TimeAccount): Sieve {
  const basis = subtract(account.agreed, account.excludedGaps);
  return [
    { why: 'outside-service-hours', keeps: account.agreed },
    { why: 'gap-excluded', keeps: basis },
    { why: 'planned-maintenance', keeps: subtract(basis, account.planned) },
    { why: 'redundancy', keeps: account.down },
    { why: 'cause-not-counted', keeps: account.countedOutages },
  ];
}

/** What is left of a set, and what stayed in the sieve. */
export function sift(
  set: IntervalSet,
  sieve: Sieve,
): { left: IntervalSet; notCounted: OutageBreakdown['notCounted'] } {
  const notCounted: OutageBreakdown['notCounted'] = [];
  let left = set;
  for (const { why, keeps } of sieve) {
    if (left.length === 0) break;
    const bounds: Interval = [left[0], left[left.length - 1]];
    const kept = intersect(left, clip(keeps, bounds));
    const seconds = lengthOf(left) - lengthOf(kept);
    if (seconds > 0) notCounted.push({ why, seconds });
    left = kept;
  }
  return { left, notCounted };
}

/**
 * Every outage that reaches into the period, oldest first. Where several overlap,
 * a second is that of the outage that began first, so that the counted seconds of
 * all add up to what the outages cost in total.
 */
export function explainOutages(
  { subjectRef, terms, facts, now }: AccountOptions,
  account: TimeAccount,
): OutageBreakdown[] {
  const subjects = new Set(subjectsOf(wholeOf(subjectRef, terms.composition)));
  const sieve = sieveOf(account);
  const [from, to] = account.past;
  let reach = -Infinity;
  return facts.outages
    .filter(outage => subjects.has(outage.subjectRef))
    .map(outage => ({ outage, end: Math.min(outage.toS ?? now, now) }))
    .filter(
      ({ outage: { fromS }, end }) => fromS < Math.min(end, to) && end > from,
    )
    .sort((a, b) => compareOutages(a.outage, b.outage))
    .map(({ outage, end }) => {
      const whole = intervalSet([[outage.fromS, end]]);
      const isBlamed = !terms.notCounted.includes(outage.cause);
      const competes =
        isBlamed && isCounting(outage) && outage.impact === 'down';
      const own = competes
        ? intervalSet([[Math.max(outage.fromS, reach), end]])
        : EMPTY;
      if (competes) reach = Math.max(reach, end);
      const { left, notCounted } = sift(whole, [
        { why: 'outside-period', keeps: intervalSet([account.past]) },
        { why: 'not-confirmed', keeps: isCounting(outage) ? whole : EMPTY },
        { why: 'not-down', keeps: outage.impact === 'down' ? whole : EMPTY },
        ...sieve.slice(0, -1),
        {
          why: 'cause-not-counted',
          keeps: isBlamed ? account.countedOutages : EMPTY,
        },
        { why: 'already-counted', keeps: own },
      ]);
      return {
        outageId: outage.id,
        seconds: lengthOf(whole),
        countedSeconds: lengthOf(left),
        notCounted,
        counted: left,
      };
    });
}

function compareOutages(a: OutageFact, b: OutageFact): number {
  if (a.fromS !== b.fromS) return a.fromS - b.fromS;
  return a.id < b.id ? -1 : 1;
}
