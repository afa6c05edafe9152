import { type BillingCalendar, HOUR_MS, HourParts } from '../calendar';

const frames = new WeakMap<BillingCalendar, Map<number, MonthFrame>>();

/** The days and hours of a month, laid out for counting. */
export class MonthFrame {
  readonly fromMs: number;
  readonly toMs: number;
  readonly days: number[];
  /** Begin of each day, and the end of the last. */
  readonly edges: number[];
  readonly hours: number;
  /** Index of the day in which an hour of the month lies. */
  readonly dayOfHour: Uint8Array;
  /** For usage of which it matters in which hours it was, and on which days. */
  readonly eachHour: HourParts;
  readonly eachDay: HourParts;

  private constructor(calendar: BillingCalendar, readonly month: number) {
    const { fromMs, toMs } = calendar.monthBounds(month);
    this.fromMs = fromMs;
    this.toMs = toMs;
    this.days = calendar.daysOfMonth(month);
    this.edges = this.days.map(day => calendar.dayBounds(day).fromMs);
    this.edges.push(toMs);
    this.hours = (toMs - fromMs) / HOUR_MS;
    this.dayOfHour = new Uint8Array(this.hours);
    for (let hour = 0, day = 0; hour < this.hours; hour += 1) {
      while (fromMs + hour * HOUR_MS >= this.edges[day + 1]) day += 1;
      this.dayOfHour[hour] = day;
    }
    const hours = Uint16Array.from(this.dayOfHour, (_, hour) => hour);
    this.eachHour = new HourParts(fromMs, hours);
    this.eachDay = new HourParts(fromMs, this.dayOfHour);
  }

  static of(calendar: BillingCalendar, month: number): MonthFrame {
    let months = frames.get(calendar);
    if (!months) {
      months = new Map();
      frames.set(calendar, months);
    }
    let frame = months.get(month);
    if (!frame) {
      frame = new MonthFrame(calendar, month);
      months.set(month, frame);
    }
    return frame;
  }

  /** Of the hour in which an instant lies; outside of 0 to `hours` in other months. */
  hourIndex(ms: number): number {
    return Math.floor((ms - this.fromMs) / HOUR_MS);
  }

  /** Index of the day of an instant within the month. */
  dayIndex(ms: number): number {
    return this.dayOfHour[this.hourIndex(ms)];
  }

  zeros(): bigint[] {
    return new Array<bigint>(this.days.length).fill(0n);
  }
}
