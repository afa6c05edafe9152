import type {
  AvailabilityObjective,
  Decimal,
  MetricObjective,
  ObjectivePeriod,
  OpenSloSlo,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { formatDecimal } from '@dualcloud/foundation-common';
import { DateTime, type DurationLikeObject } from 'luxon';
import { intervalOfPeriod, type Period } from '../calendars';
import type { Interval } from '../intervals';

const CALENDAR_PERIODS: Record<string, ObjectivePeriod> = {
  '1M': 'month',
  '1Q': 'quarter',
  '3M': 'quarter',
  '1Y': 'year',
  '12M': 'year',
};

const UNITS: Record<string, keyof DurationLikeObject> = {
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
  M: 'months',
  Q: 'quarters',
  Y: 'years',
};

/** Percent, from either way in which an objective may be written. */
export function targetOf(
  objective: AvailabilityObjective | MetricObjective,
): Decimal {
  if (!objective.slo) return objective.target;
  const [{ target = 1, targetPercent }] = objective.slo.spec.objectives;
  // As the numbers are written, not as the floats that they are.
  return targetPercent === undefined
    ? formatDecimal(BigInt(target.toFixed(12).replace('.', '')), 10)
    : formatDecimal(BigInt(targetPercent.toFixed(10).replace('.', '')), 10);
}

/** The period that figures of an objective are given for; a month if its window is no period of the calendar. */
export function periodKindOf(
  objective: AvailabilityObjective | MetricObjective,
): ObjectivePeriod {
  if (!objective.slo) return objective.period;
  const [window] = objective.slo.spec.timeWindow;
  return calendarPeriodOf(window) ?? 'month';
}

/**
 * What an OpenSLO time window covers in a period: the period itself; a rolling
 * window that ends with it, or now; or the window that is running then, counted
 * from its start time.
 */
export function intervalOfWindow(
  slo: OpenSloSlo,
  period: Period,
  options: { timeZone: string; now: number },
): Interval {
  const [window] = slo.spec.timeWindow;
  const interval = intervalOfPeriod(period, options.timeZone);
  if (calendarPeriodOf(window)) return interval;
  const end = Math.max(interval[0] + 1, Math.min(interval[1], options.now));
  const length = readDuration(window.duration);
  const zone = window.calendar?.timeZone ?? options.timeZone;
  const last = DateTime.fromSeconds(end, { zone });
  if (window.isRolling || !window.calendar) {
    return [last.minus(length).toUnixInteger(), end];
  }
  const start = DateTime.fromSQL(window.calendar.startTime, { zone });
  const [[unit, count]] = Object.entries(length);
  const passed = last
    .minus({ seconds: 1 })
    .diff(start, unit as keyof DurationLikeObject)
    .as(unit as keyof DurationLikeObject);
  const begin = Math.floor(passed / count) * count;
  return [
    start.plus({ [unit]: begin }).toUnixInteger(),
    start.plus({ [unit]: begin + count }).toUnixInteger(),
  ];
}

function calendarPeriodOf(
  window: OpenSloSlo['spec']['timeWindow'][number],
): ObjectivePeriod | undefined {
  return window.isRolling ? undefined : CALENDAR_PERIODS[window.duration];
}

/** `28d` as Luxon has it; `m` is minutes, `M` months. */
function readDuration(duration: string): Record<string, number> {
  const [, count, unit] = /^(\d+)([mhdwMQY])$/.exec(duration) ?? [];
  if (!unit) {
    throw new Error(
      `"${duration}" is not a duration of OpenSLO such as 28d or 1M`,
    );
  }
  return { [UNITS[unit]]: Number(count) };
}
