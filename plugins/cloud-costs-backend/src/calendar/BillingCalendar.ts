import {
  timeZoneFault,
  timeZoneOffset,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

/** From (included) to (excluded), in milliseconds since 1970. */
export type Bounds = { fromMs: number; toMs: number };

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_TEXT = /^(\d{4})-(\d{2})$/;

/** Days as integers such as 20261123, as the days of a calendar without a clock. */
function toDay(utcMidnight: number): number {
  const date = new Date(utcMidnight);
  return (
    date.getUTCFullYear() * 10_000 +
    (date.getUTCMonth() + 1) * 100 +
    date.getUTCDate()
  );
}

function utcMidnightOf(day: number): number {
  return Date.UTC(
    Math.floor(day / 10_000),
    (Math.floor(day / 100) % 100) - 1,
    day % 100,
  );
}

/**
 * Days and months in a time zone whose clocks are whole hours away from UTC.
 * Days are integers such as 20261123, months such as 202611. A day has 23, 24
 * or 25 hours, and every UTC hour lies in one day.
 */
export class BillingCalendar {
  private static readonly known = new Map<string, BillingCalendar>();

  /** By UTC day: the offset, or one for each of its 24 hours if it changes. */
  private readonly offsets = new Map<number, number | number[]>();
  private readonly days = new Map<number, Bounds>();

  private constructor(readonly timeZone: string) {}

  /** @throws Error if the zone does not exist or is not whole hours away from UTC */
  static create(timeZone: string): BillingCalendar {
    let calendar = BillingCalendar.known.get(timeZone);
    if (!calendar) {
      const fault = timeZoneFault(timeZone);
      if (fault) throw new Error(`time zone "${timeZone}" ${fault}`);
      calendar = new BillingCalendar(timeZone);
      BillingCalendar.known.set(timeZone, calendar);
    }
    return calendar;
  }

  dayOf(ms: number): number {
    return toDay(ms + this.offsetAt(ms));
  }

  monthOf(ms: number): number {
    return this.monthOfDay(this.dayOf(ms));
  }

  monthOfDay(day: number): number {
    return Math.floor(day / 100);
  }

  /** What the clock on the wall shows, 0 to 23. */
  hourOfDay(ms: number): number {
    return new Date(ms + this.offsetAt(ms)).getUTCHours();
  }

  /** 0 is Monday. */
  weekday(ms: number): number {
    return (new Date(ms + this.offsetAt(ms)).getUTCDay() + 6) % 7;
  }

  dayBounds(day: number): Bounds {
    let bounds = this.days.get(day);
    if (!bounds) {
      bounds = {
        fromMs: this.beginOf(day),
        toMs: this.beginOf(this.nextDay(day)),
      };
      this.days.set(day, bounds);
    }
    return bounds;
  }

  monthBounds(month: number): Bounds {
    return {
      fromMs: this.dayBounds(month * 100 + 1).fromMs,
      toMs: this.dayBounds(this.nextMonth(month) * 100 + 1).fromMs,
    };
  }

  yearBounds(year: number): Bounds {
    return {
      fromMs: this.dayBounds(year * 10_000 + 101).fromMs,
      toMs: this.dayBounds((year + 1) * 10_000 + 101).fromMs,
    };
  }

  daysOfMonth(month: number): number[] {
    const count = new Date(
      Date.UTC(Math.floor(month / 100), month % 100, 0),
    ).getUTCDate();
    return Array.from({ length: count }, (_, index) => month * 100 + index + 1);
  }

  /** The months that lie, even if only in part, between two instants. */
  monthsBetween(fromMs: number, toMs: number): number[] {
    const months: number[] = [];
    if (toMs <= fromMs) return months;
    const last = this.monthOf(toMs - 1);
    for (let month = this.monthOf(fromMs); month <= last; ) {
      months.push(month);
      month = this.nextMonth(month);
    }
    return months;
  }

  nextDay(day: number): number {
    return toDay(utcMidnightOf(day) + DAY_MS);
  }

  nextMonth(month: number): number {
    return month % 100 === 12 ? month + 89 : month + 1;
  }

  previousMonth(month: number): number {
    return month % 100 === 1 ? month - 89 : month - 1;
  }

  /** `2026-11-23` */
  formatDay(day: number): string {
    const text = String(day).padStart(8, '0');
    return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  }

  /** @throws Error if it is not a day such as `2026-11-23` */
  parseDay(text: string): number {
    const match = DAY_TEXT.exec(text);
    const day = match ? Number(match.slice(1).join('')) : NaN;
    if (!match || toDay(utcMidnightOf(day)) !== day) {
      throw new Error(`"${text.slice(0, 50)}" is not a day such as 2026-11-23`);
    }
    return day;
  }

  /** `2026-11` */
  formatMonth(month: number): string {
    const text = String(month).padStart(6, '0');
    return `${text.slice(0, 4)}-${text.slice(4)}`;
  }

  /** @throws Error if it is not a month such as `2026-11` */
  parseMonth(text: string): number {
    const match = MONTH_TEXT.exec(text);
    const month = match ? Number(match.slice(1).join('')) : NaN;
    if (!match || month % 100 < 1 || month % 100 > 12) {
      throw new Error(`"${text.slice(0, 50)}" is not a month such as 2026-11`);
    }
    return month;
  }

  private beginOf(day: number): number {
    // Midnight may not exist: a day begins with the first hour that has its date.
    const midnight = utcMidnightOf(day);
    for (let ms = midnight - 15 * HOUR_MS; ; ms += HOUR_MS) {
      if (this.dayOf(ms) >= day) return ms;
    }
  }

  private offsetAt(ms: number): number {
    const utcDay = Math.floor(ms / DAY_MS);
    let offset = this.offsets.get(utcDay);
    if (offset === undefined) {
      offset = this.readOffset(utcDay * DAY_MS);
      this.offsets.set(utcDay, offset);
    }
    return typeof offset === 'number'
      ? offset
      : offset[Math.floor(ms / HOUR_MS) - utcDay * 24];
  }

  private readOffset(midnight: number): number | number[] {
    const first = timeZoneOffset(this.timeZone, midnight);
    if (timeZoneOffset(this.timeZone, midnight + DAY_MS) === first) {
      return first;
    }
    return Array.from({ length: 24 }, (_, hour) =>
      timeZoneOffset(this.timeZone, midnight + hour * HOUR_MS),
    );
  }
}
