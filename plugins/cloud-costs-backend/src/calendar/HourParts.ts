import { HOUR_MS } from './BillingCalendar';

/** Of a UTC day. */
const HOURS = 24;

/**
 * Which hours of a period need not be told apart: those of one UTC day that
 * have the same number. What was used in them may be added up while it is read.
 */
export class HourParts {
  private readonly days = new Map<number, Uint8Array>();

  /** @param numbers - of the hours from `fromMs` on */
  constructor(
    private readonly fromMs: number,
    private readonly numbers: ArrayLike<number>,
  ) {}

  /**
   * Of each hour of a UTC day the first one that it need not be told apart from;
   * outside of the period each is on its own.
   */
  ofDay(utcDay: number): Uint8Array {
    let first = this.days.get(utcDay);
    if (!first) {
      first = this.readDay(utcDay);
      this.days.set(utcDay, first);
    }
    return first;
  }

  private readDay(utcDay: number): Uint8Array {
    const begin = utcDay * HOURS - this.fromMs / HOUR_MS;
    const known = new Map<number, number>();
    return Uint8Array.from({ length: HOURS }, (_, hour) => {
      const number: number | undefined = this.numbers[begin + hour];
      if (number === undefined) return hour;
      const first = known.get(number) ?? hour;
      known.set(number, first);
      return first;
    });
  }
}
