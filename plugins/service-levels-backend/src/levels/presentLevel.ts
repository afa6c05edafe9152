import {
  type Condition,
  type ObjectiveResult,
  type ObjectiveState,
  type ServiceLevel,
  type ServiceLevelDetail,
  targetOfObjective,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { burnDown, isCounting } from '../attainment';
import { compose, wholeOf } from '../composition';
import { intervalOfPeriod } from '../calendars';
import { presentTimeline } from '../explanation';
import { toInstant, toInterval } from '../instants';
import { contains, intervalSet } from '../intervals';
import type { Level, Standing } from './Levels';

/** Worst first, and last where there was nothing to measure. */
const SEVERITY: readonly ObjectiveState[] = [
  'missed',
  'at-risk',
  'open',
  'met',
  'no-data',
];

/** A commitment as it stands. */
export function presentLevel(level: Level): ServiceLevel {
  const { commitment, version, period, figures } = level;
  const results = figures.map(({ result }) => result);
  const headline = results.find(({ type }) => type === 'availability');
  return {
    id: commitment.id,
    agreement: commitment.agreement,
    version: version.stored.version,
    kind: commitment.kind,
    subjectRef: commitment.subjectRef,
    titles: version.effective.titles,
    serviceRef: commitment.serviceRef,
    customerRef: commitment.customerRef,
    softwareProviderRef: commitment.softwareProviderRef,
    systemRef: commitment.systemRef,
    environmentId: commitment.environmentId,
    environmentName: commitment.environmentName,
    stage: commitment.stage,
    calendar: version.calendar.ref,
    timeZone: version.calendar.spec.timeZone,
    availabilityClass: version.effective.availabilityClass,
    period: period.name,
    state: worstOf(results),
    ...conditionOf(level),
    headline,
    objectives: results,
    openOutages: openOutages(level).length,
    nextMaintenance: nextMaintenance(level),
  };
}

/** Worst first: by state, then by how much of the budget is used. */
export function compareLevels(a: ServiceLevel, b: ServiceLevel): number {
  const bySeverity = SEVERITY.indexOf(a.state) - SEVERITY.indexOf(b.state);
  if (bySeverity !== 0) return bySeverity;
  const byUse = usedOf(b) - usedOf(a);
  if (byUse !== 0) return byUse;
  return a.id < b.id ? -1 : 1;
}

/** Timeline and error budget by day, of the availability if one is agreed. */
export function presentDays(
  level: Level,
): Pick<ServiceLevelDetail, 'timeline' | 'burnDown'> {
  const { attainment, version, period, figures } = level;
  const account = attainment.account(period);
  const days = version.calendar.calendar.days(account.interval);
  const availability = figures.find(
    ({ objective }) => objective.type === 'availability',
  );
  if (!availability || availability.objective.type !== 'availability') {
    return { timeline: presentTimeline(account, days), burnDown: [] };
  }
  const own = attainment.account(availability.period);
  return {
    timeline: presentTimeline(account, days),
    burnDown: burnDown(
      own,
      targetOfObjective(availability.objective),
      version.calendar.calendar.days(own.interval),
    ),
  };
}

/** The worst state of the objectives; nothing agreed is nothing missed. */
export function worstOf(results: readonly ObjectiveResult[]): ObjectiveState {
  return (
    SEVERITY.find(state => results.some(result => result.state === state)) ??
    'no-data'
  );
}

/** How it is now, as far as this is known. */
export function conditionOf(
  standing: Standing,
): Pick<ServiceLevel, 'condition' | 'since'> {
  const { commitment, version, facts, nowS } = standing;
  const whole = wholeOf(commitment.subjectRef, version.effective.composition);
  const outages = facts.outages.filter(isCounting);
  const downOf = (ref: string) =>
    intervalSet(
      outages
        .filter(one => one.subjectRef === ref && one.impact === 'down')
        .map(one => [one.fromS, one.toS ?? nowS + 1] as const),
    );
  const isDown = contains(compose(whole, downOf), nowS);
  const open = openOutages(standing);
  const since = open.length
    ? toInstant(Math.min(...open.map(({ fromS }) => fromS)))
    : undefined;
  if (isDown) return { condition: 'down', since };
  if (inMaintenance(standing)) return { condition: 'maintenance' };
  if (open.length > 0) return { condition: 'degraded', since };
  const condition: Condition = isBlind(standing) ? 'unknown' : 'up';
  return { condition };
}

function isBlind({ facts, nowS, commitment }: Standing): boolean {
  if (commitment.toS !== undefined && commitment.toS <= nowS) return true;
  const gaps = facts.gaps?.get(commitment.subjectRef);
  return gaps === undefined || gaps[gaps.length - 1] === nowS - 300;
}

function openOutages({ facts, nowS }: Standing) {
  return facts.outages.filter(
    one =>
      isCounting(one) &&
      one.impact !== 'none' &&
      (one.toS === undefined || one.toS > nowS) &&
      one.fromS <= nowS,
  );
}

function inMaintenance(standing: Standing): boolean {
  const { nowS } = standing;
  return maintenanceOf(standing).some(
    ([from, to]) => from <= nowS && nowS < to,
  );
}

function nextMaintenance(standing: Standing): ServiceLevel['nextMaintenance'] {
  const [next] = maintenanceOf(standing)
    .filter(([from]) => from > standing.nowS)
    .sort(([a], [b]) => a - b);
  return next && toInterval(next[0], next[1]);
}

function maintenanceOf(standing: Standing) {
  const { facts, nowS } = standing;
  return [
    ...facts.windows
      .filter(window => window.withdrawnS === undefined)
      .map(window => [window.fromS, window.toS] as const),
    ...recurringMaintenance(standing, nowS + 31 * 86_400).map(
      ({ interval }) => interval,
    ),
  ];
}

/** What the calendar plans from now on that is noticed. */
export function recurringMaintenance(
  { version, nowS }: Standing,
  untilS: number,
) {
  return version.calendar.calendar
    .maintenance([nowS, untilS])
    .filter(({ impact }) => impact !== 'none');
}

function usedOf({ headline }: ServiceLevel): number {
  const availability = headline?.availability;
  if (!availability) return 0;
  const { countedSeconds, budgetSeconds } = availability;
  if (countedSeconds === 0) return 0;
  return budgetSeconds > 0 ? countedSeconds / budgetSeconds : Infinity;
}

/** The interval that a level's period is about, in the calendar's zone. */
export function intervalOf({ version, period }: Level) {
  return intervalOfPeriod(period, version.calendar.calendar.timeZone);
}
