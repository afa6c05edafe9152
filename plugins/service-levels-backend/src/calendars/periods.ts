import type { ObjectivePeriod } from '@dualcloud/backstage-plugin-service-levels-common';
import type { Interval } from '../intervals';
import { firstDayOf, monthOfDay, parseDay } from './civilDays';
import { ZoneClock } from './ZoneClock';

/** A month, a quarter or a year of the calendar. */
export type Period = {
  kind: ObjectivePeriod;
  /** `2026-11`, `2026-Q4` or `2026`. */
  name: string;
  /** Months since January of the year 0. */
  firstMonth: number;
};

const PERIOD_TEXT = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/;
const MONTHS = { month: 1, quarter: 3, year: 12 };

/**
 * Reads `2026`, `2026-Q4` or `2026-11`.
 * @throws Error if it is none of these
 */
export function parsePeriod(text: string): Period {
  const match = PERIOD_TEXT.exec(text);
  if (!match) {
    throw new Error(
      `"${text.slice(0, 50)}" is not a period such as 2026, 2026-Q4 or 2026-11`,
    );
  }
  const year = Number(match[1]) * 12;
  if (match[2]) return periodOf('quarter', year + (Number(match[2]) - 1) * 3);
  if (match[3]) return periodOf('month', year + Number(match[3]) - 1);
  return periodOf('year', year);
}

/** The period of this kind in which the instant lies. */
export function periodAt(
  kind: ObjectivePeriod,
  at: number,
  timeZone: string,
): Period {
  return periodOf(kind, monthOfDay(ZoneClock.of(timeZone).dayAt(at)));
}

/** The period so many later, or earlier if below zero. */
export function periodAfter(period: Period, steps = 1): Period {
  return periodOf(period.kind, period.firstMonth + steps * MONTHS[period.kind]);
}

/** From the first moment of the period to the first of the next one. */
export function intervalOfPeriod(period: Period, timeZone: string): Interval {
  const clock = ZoneClock.of(timeZone);
  const end = period.firstMonth + MONTHS[period.kind];
  return [
    clock.startOfDay(firstDayOf(period.firstMonth)),
    clock.startOfDay(firstDayOf(end)),
  ];
}

/**
 * From the begin of the first to the end of the last day, such as `2026-11-23`.
 * @throws Error if they are no days
 */
export function intervalOfDays(
  firstDay: string,
  lastDay: string,
  timeZone: string,
): Interval {
  const clock = ZoneClock.of(timeZone);
  return [
    clock.startOfDay(parseDay(firstDay)),
    clock.startOfDay(parseDay(lastDay) + 1),
  ];
}

/** The months, quarters or years that a period consists of, or in which it lies. */
export function periodsIn(period: Period, kind: ObjectivePeriod): Period[] {
  const end = period.firstMonth + MONTHS[period.kind];
  const periods: Period[] = [];
  let next = periodOf(kind, period.firstMonth);
  while (next.firstMonth < end) {
    periods.push(next);
    next = periodAfter(next);
  }
  return periods;
}

function periodOf(kind: ObjectivePeriod, month: number): Period {
  const firstMonth = Math.floor(month / MONTHS[kind]) * MONTHS[kind];
  const year = String(Math.floor(firstMonth / 12)).padStart(4, '0');
  const names = {
    month: `${year}-${String((firstMonth % 12) + 1).padStart(2, '0')}`,
    quarter: `${year}-Q${Math.floor((firstMonth % 12) / 3) + 1}`,
    year,
  };
  return { kind, name: names[kind], firstMonth };
}
