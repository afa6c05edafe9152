import { type ExactSums, LARGEST_ADDEND } from './ExactSums';

/** Which days are added up, and the interval that each of them is in. */
export type Days = {
  /** Numbers of the first and the last day. */
  from: number;
  to: number;
  /** How many intervals. */
  size: number;
  intervals: Uint16Array;
};

/** A 64-bit amount for each day, from a first day on. */
export class DaySeries {
  /** The largest there was, whatever its sign. */
  private largest = 0;
  /** Amounts that a sum of doubles might not tell exactly, by day; hardly ever any. */
  private readonly huge = new Map<number, bigint>();

  /**
   * @param first - number of the first day that it has room for
   * @param amounts - the room, full of zeros
   */
  constructor(
    readonly component: string,
    readonly currency: string,
    private first: number,
    private amounts: Float64Array,
  ) {}

  /** Another with the same amounts, which can be changed while this one is read. */
  copy(): DaySeries {
    const { component, currency, first, amounts } = this;
    const copy = new DaySeries(component, currency, first, amounts.slice());
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
  }

  /** Whether there is anything but zeros in the days. */
  hasAny({ from, to }: Days): boolean {
    for (const [day, amount] of this.huge) {
      if (day >= from && day <= to && amount !== 0n) return true;
    }
    const begin = Math.max(from - this.first, 0);
    const end = Math.max(to - this.first + 1, 0);
    return this.amounts.subarray(begin, end).some(amount => amount !== 0);
  }

  /**
   * Adds the days to the sums of their intervals.
   *
   * @param whole - if given, also to a single sum
   */
  addTo(sums: ExactSums, days: Days, whole?: ExactSums): void {
    const { amounts, first, largest } = this;
    const { from, to, intervals } = days;
    const begin = Math.max(from - first, 0);
    const end = Math.min(to - first + 1, amounts.length);
    if (end <= begin) return;
    const offset = first - from;
    const lower = sums.open(largest * (end - begin));
    let all = 0;
    for (let index = begin; index < end; index += 1) {
      const amount = amounts[index];
      lower[intervals[index + offset]] += amount;
      all += amount;
    }
    if (whole) whole.open(largest * (end - begin))[0] += all;
    for (const [day, amount] of this.huge) {
      if (day < from || day > to) continue;
      sums.add(intervals[day - from], amount);
      whole?.add(0, amount);
    }
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
  }
}
