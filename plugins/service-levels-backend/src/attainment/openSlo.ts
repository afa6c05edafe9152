import {
  openSloPeriod,
  type OpenSloSlo,
} from '@dualcloud/backstage-plugin-service-levels-common';
import { DateTime, type DurationUnit } from 'luxon';
import { intervalOfPeriod, type Period } from '../calendars';
import type { Interval } from '../intervals';

/** OpenSLO’s shorthand: `m` is minutes, `M` months. */
const UNITS: Record<string, DurationUnit> = {
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
  M: 'months',
  Q: 'quarters',
  Y: 'years',
};

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
  const [from, to] = intervalOfPeriod(period, options.timeZone);
  if (openSloPeriod(window).period) return [from, to];
  const end = Math.max(from + 1, Math.min(to, options.now));
  const { unit, count } = readDuration(window.duration);
  if (window.isRolling || !window.calendar) {
    const last = DateTime.fromSeconds(end, { zone: 'utc' });
    return [last.minus({ [unit]: count }).toUnixInteger(), end];
  }
  const zone = window.calendar.timeZone;
  const last = DateTime.fromSeconds(end, { zone });
  const start = DateTime.fromSQL(window.calendar.startTime, { zone });
  const passed = last.minus({ seconds: 1 }).diff(start, unit).as(unit);
  const begin = Math.floor(passed / count) * count;
  return [
    start.plus({ [unit]: begin }).toUnixInteger(),
    start.plus({ [unit]: begin + count }).toUnixInteger(),
  ];
}

/** @throws Error if it is no duration of OpenSLO such as `28d` */
function readDuration(duration: string): { unit: DurationUnit; count: number } {
  const [, count, unit] = /^(\d+)([mhdwMQY])$/.exec(duration) ?? [];
  if (!unit) {
    throw new Error(
      `"${duration}" is not a duration of OpenSLO such as 28d or 1M`,
    );
  }
  return { unit: UNITS[unit], count: Number(count) };
}
