import type { HalfSums } from './HalfSums';

const UPPER_BIG = 2n ** 32n;

/** Which days are added up, and the interval that each of them is in. */
export type Days = {
  /** Numbers of the first and the last day. */
  from: number;
  to: number;
  /** How many intervals. */
  size: number;
  intervals: Uint16Array;
};

/**
 * A 64-bit amount for each day, from a first day on, as two arrays of 32 bits;
 * `HalfSums` says why.
 */
export class DaySeries {
  private upper: Int32Array;
  private lower: Uint32Array;

  /** @param first - number of the first day that it has room for */
  constructor(
    readonly component: string,
    readonly currency: string,
    private first: number,
    size: number,
  ) {
    this.upper = new Int32Array(size);
    this.lower = new Uint32Array(size);
  }

  /** Another with the same amounts, which can be changed while this one is read. */
  copy(): DaySeries {
    const { component, currency, first, upper, lower } = this;
    const copy = new DaySeries(component, currency, first, upper.length);
    copy.upper.set(upper);
    copy.lower.set(lower);
    return copy;
  }

  /** @param amount - an integer of 64 bits, as text */
  add(day: number, amount: string): void {
    this.makeRoom(day);
    const index = day - this.first;
    const sum = this.at(index) + BigInt(amount);
    const lower = BigInt.asUintN(32, sum);
    this.lower[index] = Number(lower);
    this.upper[index] = Number((sum - lower) / UPPER_BIG);
  }

  clear(day: number): void {
    const index = day - this.first;
    if (index < 0 || index >= this.upper.length) return;
    this.upper[index] = 0;
    this.lower[index] = 0;
  }

  /** Whether there is anything but zeros in the days. */
  hasAny(days: Days): boolean {
    const { start, end } = this.within(days);
    for (let index = start; index <= end; index += 1) {
      if (this.upper[index] !== 0 || this.lower[index] !== 0) return true;
    }
    return false;
  }

  /**
   * Adds the days to the sums of their intervals.
   *
   * @param whole - if given, also to a single sum
   */
  addTo(sums: HalfSums, days: Days, whole?: HalfSums): void {
    const { start, end } = this.within(days);
    if (end < start) return;
    const { upper, lower } = this;
    const { intervals } = days;
    const offset = this.first - days.from;
    sums.expect(end - start + 1);
    let allUpper = 0;
    let allLower = 0;
    for (let index = start; index <= end; index += 1) {
      const interval = intervals[index + offset];
      sums.upper[interval] += upper[index];
      sums.lower[interval] += lower[index];
      allUpper += upper[index];
      allLower += lower[index];
    }
    if (!whole) return;
    whole.expect(end - start + 1);
    whole.upper[0] += allUpper;
    whole.lower[0] += allLower;
  }

  /** Where the days begin and end here. */
  private within({ from, to }: Days): { start: number; end: number } {
    return {
      start: Math.max(from - this.first, 0),
      end: Math.min(to - this.first, this.upper.length - 1),
    };
  }

  private at(index: number): bigint {
    return BigInt(this.upper[index]) * UPPER_BIG + BigInt(this.lower[index]);
  }

  private makeRoom(day: number): void {
    const last = this.first + this.upper.length - 1;
    if (day >= this.first && day <= last) return;
    // Room for some weeks more, because days come one after the other.
    const first = Math.min(day, this.first);
    const size = Math.max(day + 31, last) - first + 1;
    const upper = new Int32Array(size);
    const lower = new Uint32Array(size);
    upper.set(this.upper, this.first - first);
    lower.set(this.lower, this.first - first);
    this.first = first;
    this.upper = upper;
    this.lower = lower;
  }
}
