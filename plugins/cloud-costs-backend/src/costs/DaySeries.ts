import type { Sums } from './Sums';

const UPPER_BIG = 2n ** 32n;

/**
 * A 64-bit amount for each day, from a first day on, as two arrays of 32 bits;
 * `Sums` says why.
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

  /**
   * Adds the days from `from` to `to` to a group.
   *
   * @param buckets - the interval that each of the days is in
   */
  addTo(
    sums: Sums,
    group: string,
    from: number,
    to: number,
    buckets: Uint16Array,
  ): void {
    const start = Math.max(from, this.first);
    const end = Math.min(to, this.first + this.upper.length - 1);
    if (end < start) return;
    const sum = sums.open(group, this.currency, end - start + 1);
    const { upper, lower, first } = this;
    for (let day = start; day <= end; day += 1) {
      const at = sum.begin + buckets[day - from];
      sum.upper[at] += upper[day - first];
      sum.lower[at] += lower[day - first];
    }
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
