import type {
  MaintenanceImpact,
  ServiceCalendarSpec,
  SpecialDay,
  TimeRange,
  Weekday,
  WeeklyHours,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { LocalizedText } from '@dualcloud/foundation-common';
import {
  clip,
  concatenate,
  type Interval,
  type IntervalSet,
  intervalSet,
} from '../intervals';
import { DAY_SECONDS, firstDayOf, formatDay, weekdayOf } from './civilDays';
import { type Holiday, HolidayBook } from './holidays';
import type { ZoneClock } from './ZoneClock';

/** A day of a service calendar. */
export type CalendarDay = {
  /** `2026-11-23` */
  day: string;
  /** From its first to its last moment: 23, 24 or 25 hours where clocks change. */
  interval: Interval;
  service: IntervalSet;
  operating: IntervalSet;
  /** Recurring maintenance. */
  maintenance: IntervalSet;
  holiday?: { name: string; titles: LocalizedText };
  /** A special day; it may have titles. */
  special?: { titles?: LocalizedText };
};

/** One time that a recurring maintenance window takes place. */
export type RecurringWindow = {
  /** The same for ever: `patch-day/2026-11-15`. */
  id: string;
  /** Of the rule in the calendar: `patch-day`. */
  maintenance: string;
  interval: Interval;
  impact: MaintenanceImpact;
  titles?: LocalizedText;
};

/** What a month of a service calendar consists of. */
export type CompiledMonth = {
  days: CalendarDay[];
  service: IntervalSet;
  operating: IntervalSet;
  maintenance: RecurringWindow[];
};

/** Seconds on the wall, from midnight; 86400 is the end of the day. */
type WallRange = readonly [from: number, to: number];

const WEEKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Turns the rules of a calendar into instants, month by month. */
export class MonthCompiler {
  private readonly service: WallRange[][];
  private readonly operating: WallRange[][];
  private readonly holidayHours: WallRange[];
  private readonly holidays?: HolidayBook;
  private readonly specialDays: Map<string, SpecialDay>;

  constructor(
    private readonly spec: ServiceCalendarSpec,
    private readonly clock: ZoneClock,
  ) {
    this.service = byWeekday(spec.serviceHours);
    this.operating = byWeekday(
      spec.operatingHours ?? [{ days: WEEKDAYS, from: '00:00', to: '24:00' }],
    );
    this.holidays = spec.holidays && HolidayBook.of(spec.holidays);
    this.holidayHours = (spec.holidays?.hours ?? []).map(wallRange);
    this.specialDays = new Map(
      spec.specialDays?.map(special => [special.date, special]),
    );
  }

  compile(month: number): CompiledMonth {
    const first = firstDayOf(month);
    const end = firstDayOf(month + 1);
    const days: CalendarDay[] = [];
    const maintenance: RecurringWindow[] = [];
    for (let day = first; day < end; day += 1) {
      const interval = this.intervalOf(day);
      // A zone that moves across the date line skips a day.
      if (interval[1] === interval[0]) continue;
      const windows = this.maintenanceOn(day, day - first, end - day - 1);
      maintenance.push(...windows);
      days.push(this.compileDay(day, interval, windows));
    }
    return {
      days,
      service: concatenate(days.map(day => day.service)),
      operating: concatenate(days.map(day => day.operating)),
      maintenance,
    };
  }

  private compileDay(
    day: number,
    interval: Interval,
    windows: RecurringWindow[],
  ): CalendarDay {
    const text = formatDay(day);
    const holiday = this.holidays?.on(day);
    const special = this.specialDays.get(text);
    const weekly = this.service[weekdayOf(day)];
    const ranges =
      special?.hours.map(wallRange) ??
      (holiday ? this.holidayRanges(weekly, holiday) : weekly);
    return {
      day: text,
      interval,
      service: this.setOf(day, interval, ranges),
      operating: this.setOf(day, interval, this.operating[weekdayOf(day)]),
      maintenance: intervalSet(windows.map(window => window.interval)),
      ...(holiday && {
        holiday: { name: holiday.name, titles: holiday.titles },
      }),
      ...(special && { special: { titles: special.titles } }),
    };
  }

  /** The weekday's hours until the holiday begins, the holiday's hours from then on. */
  private holidayRanges(weekly: WallRange[], holiday: Holiday): WallRange[] {
    return [
      ...weekly.map(
        ([from, to]) => [from, Math.min(to, holiday.from)] as const,
      ),
      ...this.holidayHours.map(
        ([from, to]) => [Math.max(from, holiday.from), to] as const,
      ),
    ];
  }

  private maintenanceOn(
    day: number,
    daysBefore: number,
    daysAfter: number,
  ): RecurringWindow[] {
    const weekday = WEEKDAYS[weekdayOf(day)];
    // The how-manieth such weekday of the month it is, from either end.
    const fromBegin = Math.floor(daysBefore / 7) + 1;
    const fromEnd = -(Math.floor(daysAfter / 7) + 1);
    return (this.spec.maintenance ?? []).flatMap(rule => {
      const takesPlace =
        rule.days.includes(weekday) &&
        (!rule.weeksOfMonth ||
          rule.weeksOfMonth.includes(fromBegin) ||
          rule.weeksOfMonth.includes(fromEnd));
      const [from, to] = this.instants(day, wallRange(rule));
      return takesPlace && to > from
        ? [
            {
              id: `${rule.id}/${formatDay(day)}`,
              maintenance: rule.id,
              interval: [from, to] as const,
              impact: rule.impact,
              titles: rule.titles,
            },
          ]
        : [];
    });
  }

  private setOf(
    day: number,
    interval: Interval,
    ranges: WallRange[],
  ): IntervalSet {
    const instants = ranges
      .filter(([from, to]) => from < to)
      .map(range => this.instants(day, range));
    return clip(intervalSet(instants), interval);
  }

  /** A begin is the first, an end the second of two moments with the same time. */
  private instants(day: number, [from, to]: WallRange): Interval {
    const midnight = day * DAY_SECONDS;
    return [
      this.clock.instantOf(midnight + from, 'first'),
      to === DAY_SECONDS
        ? this.clock.startOfDay(day + 1)
        : this.clock.instantOf(midnight + to, 'second'),
    ];
  }

  private intervalOf(day: number): Interval {
    return [this.clock.startOfDay(day), this.clock.startOfDay(day + 1)];
  }
}

function byWeekday(hours: WeeklyHours[]): WallRange[][] {
  return WEEKDAYS.map(weekday =>
    hours.filter(({ days }) => days.includes(weekday)).map(wallRange),
  );
}

function wallRange({ from, to }: TimeRange): WallRange {
  return [wallSeconds(from), wallSeconds(to)];
}

/** `HH:MM` as seconds from midnight. */
function wallSeconds(time: string): number {
  return Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60;
}
