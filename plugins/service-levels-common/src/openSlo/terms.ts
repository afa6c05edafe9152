import type { Decimal, ObjectivePeriod } from '../agreements/types';
import { shiftPoint } from './numbers';
import type { OpenSloObjective, OpenSloSlo, OpenSloTimeWindow } from './types';

const PERIODS: Record<string, { period: ObjectivePeriod; months: number }> = {
  '1M': { period: 'month', months: 1 },
  '1Q': { period: 'quarter', months: 3 },
  '3M': { period: 'quarter', months: 3 },
  '1Y': { period: 'year', months: 12 },
  '4Q': { period: 'year', months: 12 },
  '12M': { period: 'year', months: 12 },
};

/** Percent, exactly as the number is written: 0.9995 is `'99.95'`. @public */
export function openSloTarget({
  target,
  targetPercent,
}: Pick<OpenSloObjective, 'target' | 'targetPercent'>): Decimal {
  return target === undefined
    ? shiftPoint(targetPercent ?? 100, 0)
    : shiftPoint(target, 2);
}

/**
 * The month, quarter or year of the calendar that a time window is, or why it is
 * none of these.
 * @public
 */
export function openSloPeriod(
  window: OpenSloTimeWindow,
): { period: ObjectivePeriod } | { period?: undefined; fault: string } {
  const { duration, isRolling, calendar } = window;
  if (isRolling || !calendar) {
    return {
      fault: `is a rolling window of ${duration}; a period of an agreement is a month, quarter or year of the calendar (1M, 1Q, 1Y with a calendar)`,
    };
  }
  const known = PERIODS[duration];
  if (!known) {
    return {
      fault: `is a window of ${duration}; a period of an agreement is a month (1M), a quarter (1Q) or a year (1Y)`,
    };
  }
  const [, month, day, time] =
    /^\d{4}-(\d{2})-(\d{2}) (.*)$/.exec(calendar.startTime) ?? [];
  const isAligned =
    (Number(month) - 1) % known.months === 0 &&
    day === '01' &&
    time === '00:00:00';
  return isAligned
    ? { period: known.period }
    : {
        fault: `begins at ${calendar.startTime}, and a ${known.period} of the calendar does not; write the midnight at which one begins`,
      };
}

/** The window of an SLO; OpenSLO allows one only. */
export function windowOf(slo: OpenSloSlo): OpenSloTimeWindow {
  return slo.spec.timeWindow[0];
}
