import {
  type ObjectiveResult,
  periodOfObjective,
  type ReportTrend,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  type AccountOptions,
  isCounting,
  judgeWindow,
  termsOf,
} from '../attainment';
import { intervalOfPeriod, periodAfter, parsePeriod } from '../calendars';
import { explainOutages, presentIntervals } from '../explanation';
import { toInstant, toInterval } from '../instants';
import { lengthOf } from '../intervals';
import { type Figure, type Level, worstOf } from '../levels';
import type { ReportFigures } from './types';

/** How many periods a trend looks back. */
export const TREND_PERIODS = 12;

/**
 * Works out what a monthly report says; pure.
 *
 * @param level - of the month
 * @param trend - figures of the periods before, as {@link trendOf} has them
 */
export function workOutReport(
  level: Level,
  trend: ReportTrend[],
): ReportFigures {
  const { version, period, figures, nowS } = level;
  const results = figures.map(({ result }) => result);
  return {
    month: period.name,
    interval: toInterval(
      ...intervalOfPeriod(period, version.calendar.spec.timeZone),
    ),
    timeZone: version.calendar.spec.timeZone,
    calendar: version.calendar.ref,
    agreement: level.commitment.agreement,
    agreementVersion: version.stored.version,
    titles: version.effective.titles,
    workedOutAt: toInstant(nowS),
    outcome: worstOf(results),
    objectives: results,
    trend,
    outages: outagesOf(level),
    maintenance: maintenanceOf(level),
    incidents: incidentsOf(level),
    reactions: figures.flatMap(figure => reactionOf(level, figure)),
    gaps: gapsOf(level),
    penalties: figures.flatMap(figure => penaltyOf(level, figure)),
  };
}

/** The periods of an objective's own kind up to the one that a report is about, oldest first. */
export function trendPeriods({ objective, period }: Figure): string[] {
  const last = parsePeriod(period.name);
  const count =
    periodOfObjective(objective) === 'month'
      ? TREND_PERIODS
      : TREND_PERIODS / 3;
  return Array.from(
    { length: count },
    (_, index) => periodAfter(last, index + 1 - count).name,
  );
}

/** A line of a trend from the figures of its periods. */
export function trendOf(
  { result }: Figure,
  results: readonly ObjectiveResult[],
): ReportTrend {
  return {
    objective: result.objective,
    titles: result.titles,
    unit: result.unit,
    points: results.map(({ period, target, actual, state }) => ({
      period,
      target,
      actual,
      state,
    })),
  };
}

function outagesOf(level: Level): ReportFigures['outages'] {
  const { facts, attainment, period } = level;
  const account = attainment.account(period);
  return explainOutages(accountOptions(level), account).flatMap(one => {
    const stored = facts.stored.get(one.outageId);
    // What was rejected was no outage; the outages' own pages still tell of it.
    if (!stored || stored.state === 'rejected') return [];
    return [
      {
        id: stored.id,
        title: stored.title,
        interval: toInterval(stored.fromS, stored.toS),
        state: stored.state,
        cause: stored.cause,
        impact: stored.impact,
        seconds: one.seconds,
        countedSeconds: isCounting(stored) ? one.countedSeconds : 0,
      },
    ];
  });
}

function accountOptions(level: Level): AccountOptions {
  const { commitment, version, facts, attainment, period, nowS } = level;
  return {
    subjectRef: commitment.subjectRef,
    calendar: version.calendar.calendar,
    terms: termsOf(version.effective),
    facts,
    interval: attainment.account(period).interval,
    now: nowS,
  };
}

function maintenanceOf(level: Level): ReportFigures['maintenance'] {
  const { facts, version, attainment, period } = level;
  const { interval } = attainment.account(period);
  const [from, to] = interval;
  const { calendar } = version.calendar;
  const { maintenance: terms } = termsOf(version.effective);
  const judged = new Map(facts.maintenance.map(one => [one.id, one]));
  const single = facts.windows
    .filter(one => one.withdrawnS === undefined)
    .filter(one => one.fromS < to && one.toS > from)
    .map(one => ({
      id: one.id,
      recurring: false,
      titles: one.titles,
      from: one.fromS,
      to: one.toS,
      impact: one.impact,
      counts: judgeWindow(judged.get(one.id) ?? one, terms, calendar.timeZone)
        .counts,
    }));
  const recurring = calendar.maintenance(interval).map(one => ({
    id: one.id,
    recurring: true,
    titles: one.titles,
    from: one.interval[0],
    to: one.interval[1],
    impact: one.impact,
    counts: one.impact !== 'none',
  }));
  return [...single, ...recurring]
    .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
    .map(({ from: begin, to: end, ...one }) => ({
      ...one,
      interval: toInterval(begin, end),
    }));
}

function incidentsOf(level: Level): ReportFigures['incidents'] {
  const { facts, attainment, period } = level;
  const [from, to] = attainment.account(period).interval;
  const optional = (seconds?: number) =>
    seconds === undefined ? undefined : toInstant(seconds);
  return [...facts.reported]
    .filter(([, { reportedS }]) => reportedS >= from && reportedS < to)
    .map(([id, one]) => ({
      id,
      title: one.title,
      incidentClass: one.incidentClass,
      reportedAt: toInstant(one.reportedS),
      respondedAt: optional(one.respondedS),
      restoredAt: optional(one.restoredS),
    }));
}

function reactionOf(
  { attainment, period }: Level,
  { objective, result }: Figure,
): ReportFigures['reactions'] {
  if (
    objective.type !== 'response-time' &&
    objective.type !== 'restoration-time'
  ) {
    return [];
  }
  const reactions = attainment
    .reactions(objective, period)
    .map(({ reaction }) => reaction);
  return [
    {
      objective: objective.id,
      type: objective.type,
      incidentClass: objective.incidentClass,
      withinSeconds: result.withinSeconds ?? 0,
      incidents: reactions.length,
      met: reactions.filter(({ met }) => met === true).length,
      late: reactions.filter(({ met }) => met === false).length,
      ...(reactions.length > 0 && {
        longestSeconds: Math.max(...reactions.map(({ seconds }) => seconds)),
      }),
    },
  ];
}

function gapsOf({ attainment, period, version }: Level): ReportFigures['gaps'] {
  const { gaps } = attainment.account(period);
  return {
    treatment: termsOf(version.effective).gaps,
    seconds: lengthOf(gaps),
    intervals: presentIntervals(gaps),
  };
}

/**
 * Due in the report of the month with which the objective's period ends. Where the
 * objective was kept, there is nothing to be said of a reduction.
 */
function penaltyOf(
  { period, version }: Level,
  { objective, period: own, result }: Figure,
): ReportFigures['penalties'] {
  const { penalty } = result;
  if (!penalty || BigInt(penalty.amountMicros) === 0n) return [];
  const { timeZone } = version.calendar.spec;
  const endOf = (one: typeof own) => intervalOfPeriod(one, timeZone)[1];
  return [
    {
      objective: objective.id,
      period: own.name,
      below: penalty.below,
      reductionPercent: penalty.reductionPercent,
      cappedPercent: penalty.cappedPercent,
      amountMicros: penalty.amountMicros,
      currency: penalty.currency,
      due: endOf(own) === endOf(period),
    },
  ];
}
