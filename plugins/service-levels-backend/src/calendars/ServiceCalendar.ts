import type { ServiceCalendarSpec } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  clip,
  concatenate,
  type Interval,
  type IntervalSet,
  intervalSet,
  lengthOf,
} from '../intervals';
import { DAY_SECONDS, firstDayOf, formatDay, monthOfDay } from './civilDays';
import {
  type CalendarDay,
  type CompiledMonth,
  MonthCompiler,
  type RecurringWindow,
} from './compileMonth';
import { intervalOfDays, intervalOfPeriod, parsePeriod } from './periods';
import { ZoneClock } from './ZoneClock';

/** Bounds both the work for one question and what is kept. */
const MOST_MONTHS = 30 * 12;

/**
 * What a service calendar means in instants. Months are worked out when they
 * are first asked for, and kept.
 */
export class ServiceCalendar {
  private readonly months = new Map<number, CompiledMonth>();
  private readonly clock: ZoneClock;
  private readonly compiler: MonthCompiler;

  private constructor(readonly spec: ServiceCalendarSpec) {
    this.clock = ZoneClock.of(spec.timeZone);
    this.compiler = new MonthCompiler(spec, this.clock);
  }

  /** @throws Error if the time zone or the holidays' place does not exist */
  static create(spec: ServiceCalendarSpec): ServiceCalendar {
    return new ServiceCalendar(spec);
  }

  get timeZone(): string {
    return this.spec.timeZone;
  }

  /**
   * Of `2026`, `2026-Q4` or `2026-11`, in the calendar's zone.
   * @throws Error if it is none of these
   */
  intervalOfPeriod(name: string): Interval {
    return intervalOfPeriod(parsePeriod(name), this.timeZone);
  }

  /**
   * From the begin of the first to the end of the last day, `2026-11-23` both.
   * @throws Error if they are no days
   */
  intervalOfDays(firstDay: string, lastDay: string): Interval {
    return intervalOfDays(firstDay, lastDay, this.timeZone);
  }

  /** When the agreed level holds: weekly hours, holidays and special days. */
  serviceHours(interval: Interval): IntervalSet {
    return this.collect(interval, month => month.service);
  }

  /** When the service can be used. */
  operatingHours(interval: Interval): IntervalSet {
    return this.spec.operatingHours
      ? this.collect(interval, month => month.operating)
      : intervalSet([interval]);
  }

  /** The recurring windows that lie in the interval, even if only in part. */
  maintenance(interval: Interval): RecurringWindow[] {
    const [from, to] = interval;
    return this.monthsIn(interval)
      .flatMap(month => month.maintenance)
      .filter(window => window.interval[0] < to && window.interval[1] > from);
  }

  /** The days that lie in the interval, even if only in part; a day that the zone skips is none. */
  days(interval: Interval): CalendarDay[] {
    const [from, to] = interval;
    return this.monthsIn(interval)
      .flatMap(month => month.days)
      .filter(day => day.interval[0] < to && day.interval[1] > from);
  }

  /** The months of the calendar, as far as they lie in the interval. */
  monthsOf([from, to]: Interval): Interval[] {
    const months: Interval[] = [];
    let begin = from;
    while (begin < to) {
      const next = monthOfDay(this.clock.dayAt(begin)) + 1;
      const end = Math.min(this.clock.startOfDay(firstDayOf(next)), to);
      months.push([begin, end]);
      begin = end;
    }
    return months;
  }

  /** The day on the wall of the calendar's zone: `2026-11-23`. */
  dayAt(at: number): string {
    return formatDay(this.clock.dayAt(at));
  }

  /** Seconds of service between two instants; what response and restoration times run in. */
  serviceSeconds(from: number, to: number): number {
    return lengthOf(this.serviceHours([from, to]));
  }

  /**
   * When so many seconds of service will have passed, `undefined` if not within
   * a year.
   */
  afterServiceSeconds(from: number, seconds: number): number | undefined {
    let left = seconds;
    const service = this.serviceHours([from, from + 366 * DAY_SECONDS]);
    for (let i = 0; i < service.length; i += 2) {
      const length = service[i + 1] - service[i];
      if (left <= length) return service[i] + left;
      left -= length;
    }
    return undefined;
  }

  private collect(
    interval: Interval,
    setOf: (month: CompiledMonth) => IntervalSet,
  ): IntervalSet {
    return clip(concatenate(this.monthsIn(interval).map(setOf)), interval);
  }

  private monthsIn([from, to]: Interval): CompiledMonth[] {
    if (to <= from) return [];
    const first = monthOfDay(this.clock.dayAt(from));
    const last = monthOfDay(this.clock.dayAt(to - 1));
    if (!(last - first < MOST_MONTHS)) {
      throw new RangeError(
        `a service calendar answers for at most ${
          MOST_MONTHS / 12
        } years at a time; ask for less`,
      );
    }
    const months: CompiledMonth[] = [];
    for (let month = first; month <= last; month += 1) {
      months.push(this.compiled(month));
    }
    return months;
  }

  private compiled(month: number): CompiledMonth {
    let compiled = this.months.get(month);
    if (!compiled) {
      compiled = this.compiler.compile(month);
      if (this.months.size >= MOST_MONTHS) this.months.clear();
      this.months.set(month, compiled);
    }
    return compiled;
  }
}
