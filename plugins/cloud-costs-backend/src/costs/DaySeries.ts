import { EXACT, type ExactSums, LARGEST_ADDEND } from './ExactSums';

/**
 * Intervals that follow each other: the number of the first day of each, and that
 * of the day after the last.
 */
export type Days = { bounds: readonly number[] };

/** Room for so many numbers, all of them zero. */
type Take = (size: number) => Float64Array;

const takeAnywhere: Take = size => new Float64Array(size);

/** A 64-bit amount for each day, from a first day on. */
export class DaySeries {
  private amounts: Float64Array;
  /** What all days before one come to; one more than there are days. */
  private before: Float64Array;
  private isAddedUp = false;
  /** The largest amount there was, whatever its sign. */
  private largest = 0;
  /** Amounts that a sum of doubles might not tell exactly, by day; hardly ever any. */
  private readonly huge = new Map<number, bigint>();

  /**
   * @param first - number of the first day that it has room for
   * @param days - for how many days
   */
  constructor(
    readonly component: string,
    readonly currency: string,
    private first: number,
    days: number,
    take = takeAnywhere,
  ) {
    this.amounts = take(days);
    this.before = take(days + 1);
  }

  /** Another with the same amounts, which can be changed while this one is read. */
  copy(): DaySeries {
    const { component, currency, first, amounts } = this;
    const copy = new DaySeries(component, currency, first, amounts.length);
    copy.amounts.set(amounts);
    copy.largest = this.largest;
    for (const [day, amount] of this.huge) copy.huge.set(day, amount);
    return copy;
  }

  /** @param amount - an integer of 64 bits, as text */
  add(day: number, amount: string): void {
    this.makeRoom(day);
    const index = day - this.first;
    const sum =
      (this.huge.get(day) ?? BigInt(this.amounts[index])) + BigInt(amount);
    this.clear(day);
    const size = Math.abs(Number(sum));
    if (size > LARGEST_ADDEND) this.huge.set(day, sum);
    else {
      this.amounts[index] = Number(sum);
      this.largest = Math.max(this.largest, size);
    }
  }

  clear(day: number): void {
    this.huge.delete(day);
    const index = day - this.first;
    if (index >= 0 && index < this.amounts.length) this.amounts[index] = 0;
    this.isAddedUp = false;
  }

  /** Whether there is anything but zeros in the days. */
  hasAny({ bounds }: Days): boolean {
    const [from, end] = [bounds[0], bounds[bounds.length - 1]];
    for (const [day, amount] of this.huge) {
      if (day >= from && day < end && amount !== 0n) return true;
    }
    return this.amounts
      .subarray(this.indexOf(from), this.indexOf(end))
      .some(amount => amount !== 0);
  }

  /**
   * Adds the days to the sums of their intervals.
   *
   * @param whole - if given, also to a single sum
   */
  addTo(sums: ExactSums, { bounds }: Days, whole?: ExactSums): void {
    const size = bounds.length - 1;
    const [from, end] = [bounds[0], bounds[size]];
    if (from < this.first + this.amounts.length && end > this.first) {
      const most = this.largest * (end - from);
      const lower = sums.open(most);
      if (end - from === size) this.addDays(lower, from, end);
      else {
        for (let at = 0; at < size; at += 1) {
          lower[at] += this.between(bounds[at], bounds[at + 1]);
        }
      }
      if (whole) whole.open(most)[0] += this.between(from, end);
    }
    for (const [day, amount] of this.huge) {
      if (day < from || day >= end) continue;
      sums.add(bounds.findIndex(bound => bound > day) - 1, amount);
      whole?.add(0, amount);
    }
  }

  /** Day by day. @param to - the first of them is that of `from` */
  private addDays(to: Float64Array, from: number, end: number): void {
    const { amounts, first } = this;
    const last = this.indexOf(end);
    const offset = first - from;
    for (let index = this.indexOf(from); index < last; index += 1) {
      to[index + offset] += amounts[index];
    }
  }

  /** What the days come to, without those that are huge. */
  private between(from: number, end: number): number {
    const { amounts, before } = this;
    const [begin, last] = [this.indexOf(from), this.indexOf(end)];
    if (this.largest * amounts.length > EXACT) {
      return amounts.subarray(begin, last).reduce((sum, one) => sum + one, 0);
    }
    if (!this.isAddedUp) {
      for (let index = 0; index < amounts.length; index += 1) {
        before[index + 1] = before[index] + amounts[index];
      }
      this.isAddedUp = true;
    }
    return before[last] - before[begin];
  }

  /** Where a day is; the end that is next to it, if there is no room for it. */
  private indexOf(day: number): number {
    return Math.min(Math.max(day - this.first, 0), this.amounts.length);
  }

  private makeRoom(day: number): void {
    const last = this.first + this.amounts.length - 1;
    if (day >= this.first && day <= last) return;
    // Room for some weeks more, because days come one after the other.
    const first = Math.min(day, this.first);
    const amounts = new Float64Array(Math.max(day + 31, last) - first + 1);
    amounts.set(this.amounts, this.first - first);
    this.first = first;
    this.amounts = amounts;
    this.before = new Float64Array(amounts.length + 1);
    this.isAddedUp = false;
  }
}
