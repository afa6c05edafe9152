import type { ServiceCalendar } from '../calendars';
import { compose, subjectsOf, wholeOf } from '../composition';
import {
  clip,
  EMPTY,
  intersect,
  type Interval,
  type IntervalSet,
  intervalSet,
  subtract,
  union,
} from '../intervals';
import { COUNTING } from '../outages/deeds';
import type { AttainmentTerms, Facts, OutageFact } from './facts';
import { plannedTime } from './maintenance';

/*
 * How the time of a period is accounted for. Everything is a set of seconds:
 *
 *   agreed       service hours of the calendar
 *   planned      maintenance that counts as planned, inside agreed
 *   down         where an outage counts that took the service down
 *   excused      where outages alone whose cause does not count did so
 *   gaps         where it depends on missing data whether the service was down
 *   counted      (down without excused causes − excused) ∩ agreed − planned,
 *                and the gaps if they count as down
 *   denominator  agreed, or agreed − planned; without the gaps if they are excluded
 *
 *   attainment   (denominator − counted) ÷ denominator
 *
 * For a service that is built on others, each of the sets is composed from theirs:
 * what is redundant is down where too few parts are up. A second is then excused
 * if the service would have been up without the outages that do not count, or down
 * with these alone. With one part, and with parts in series, that is the plain
 * difference.
 */

/** What a period's time was, until now; sets lie in the period. */
export type TimeAccount = {
  /** The period, as far as the agreement is in force. */
  interval: Interval;
  /** What of the interval has passed. */
  past: Interval;
  rule: AttainmentTerms['denominator'];
  agreed: IntervalSet;
  planned: IntervalSet;
  /** Inside agreed, whatever the agreement does with them. */
  gaps: IntervalSet;
  excludedGaps: IntervalSet;
  countedGaps: IntervalSet;
  denominator: IntervalSet;
  /** Where anything was out that the service is built on, by outages that count. */
  outages: IntervalSet;
  /** Where that took the service down, whatever the cause. */
  down: IntervalSet;
  /** What of that counts; without gaps. */
  countedOutages: IntervalSet;
  /** Outages and gaps. */
  counted: IntervalSet;
  /** Uninterrupted down time of which a part may count: what one calls one outage. */
  runs: IntervalSet;
};

/** Whose time is accounted for, and from what. */
export type AccountOptions = {
  subjectRef: string;
  calendar: ServiceCalendar;
  terms: AttainmentTerms;
  facts: Facts;
  interval: Interval;
  /** Seconds since 1970; nothing after it has happened yet. */
  now: number;
};

/** Accounts for every second of a period; one pass over each of the sets. */
export function accountTime(options: AccountOptions): TimeAccount {
  const { subjectRef, calendar, terms, facts, interval, now } = options;
  const past: Interval = [
    interval[0],
    Math.max(interval[0], Math.min(now, interval[1])),
  ];
  const downtime = readDowntime(subjectRef, terms, facts, past);
  const agreed = calendar.serviceHours(interval);
  const gaps = intersect(downtime.unknown, agreed);
  const excludedGaps = terms.gaps === 'excluded' ? gaps : EMPTY;
  const basis = subtract(agreed, excludedGaps);
  const planned = subtract(
    plannedTime({
      subjectRef,
      calendar,
      terms,
      windows: facts.maintenance,
      interval,
      agreed,
    }),
    excludedGaps,
  );
  const unplanned = subtract(basis, planned);
  const countedOutages = intersect(downtime.charged, unplanned);
  const countedGaps =
    terms.gaps === 'down' ? intersect(gaps, unplanned) : EMPTY;
  return {
    interval,
    past,
    rule: terms.denominator,
    agreed,
    planned,
    gaps,
    excludedGaps,
    countedGaps,
    denominator: terms.denominator === 'agreed' ? basis : unplanned,
    outages: downtime.anywhere,
    down: downtime.down,
    countedOutages,
    counted: union(countedOutages, countedGaps),
    runs: downtime.runs,
  };
}

/** Whether an outage counts, as far as its cause does; `reported` waits for a second person. */
export function isCounting({ state }: Pick<OutageFact, 'state'>): boolean {
  return COUNTING.includes(state);
}

/** What the outages of a subject, and of what it is built on, say. */
function readDowntime(
  subjectRef: string,
  terms: AttainmentTerms,
  facts: Facts,
  past: Interval,
) {
  const whole = wholeOf(subjectRef, terms.composition);
  const outages = facts.outages.filter(isCounting);
  const isExcused = ({ cause }: OutageFact) => terms.notCounted.includes(cause);
  const isDown = ({ impact }: OutageFact) => impact === 'down';

  const known = timesBySubject(outages, past);
  const down = timesBySubject(outages.filter(isDown), past);
  const excused = timesBySubject(
    outages.filter(one => isDown(one) && isExcused(one)),
    past,
  );
  const blamed = timesBySubject(
    outages.filter(one => isDown(one) && !isExcused(one)),
    past,
  );
  const unknown = (ref: string) =>
    subtract(clip(facts.gaps?.get(ref) ?? EMPTY, past), known(ref));

  const allDown = compose(whole, down);
  const charged = (ref: string) => subtract(blamed(ref), excused(ref));
  return {
    down: allDown,
    anywhere: union(...subjectsOf(whole).map(down)),
    runs: compose(whole, blamed),
    charged: subtract(compose(whole, charged), compose(whole, excused)),
    unknown: subtract(
      compose(whole, ref => union(down(ref), unknown(ref))),
      allDown,
    ),
  };
}

/** When each subject was out. */
function timesBySubject(outages: readonly OutageFact[], past: Interval) {
  const lists = new Map<string, Interval[]>();
  for (const { subjectRef, fromS, toS = Infinity } of outages) {
    const list = lists.get(subjectRef) ?? [];
    if (list.length === 0) lists.set(subjectRef, list);
    list.push([fromS, toS]);
  }
  const sets = new Map<string, IntervalSet>();
  for (const [ref, list] of lists) sets.set(ref, clip(intervalSet(list), past));
  return (subjectRef: string) => sets.get(subjectRef) ?? EMPTY;
}
