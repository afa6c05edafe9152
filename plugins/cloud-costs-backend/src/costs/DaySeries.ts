/** The upper and lower half of 64-bit integers. */
export const UPPER = 2 ** 32;
const UPPER_BIG = 2n ** 32n;

/** After so many additions of lower halves a double might become inexact. */
const EXACT_ADDITIONS = 1_000_000;

/**
 * A 64-bit amount for each day, from a first day on, as two arrays of 32 bits:
 * adding their halves up as doubles is exact and many times faster than BigInt.
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

  /** Adds the days from `from` to `to` to the intervals that they are in. */
  addTo(sum: HalfSums, from: number, to: number, buckets: Uint16Array): void {
    const begin = Math.max(from, this.first);
    const end = Math.min(to, this.first + this.upper.length - 1);
    if (end < begin) return;
    const { upper, lower, first } = this;
    sum.expect(end - begin + 1);
    for (let day = begin; day <= end; day += 1) {
      const bucket = buckets[day - from];
      sum.upper[bucket] += upper[day - first];
      sum.lower[bucket] += lower[day - first];
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

/** Sums of halves, one for each interval. */
export class HalfSums {
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  private additions = 0;

  constructor(size: number) {
    this.upper = new Float64Array(size);
    this.lower = new Float64Array(size);
  }

  /** To be called before that many additions. */
  expect(additions: number): void {
    this.additions += additions;
    if (this.additions < EXACT_ADDITIONS) return;
    this.additions = additions;
    for (let index = 0; index < this.lower.length; index += 1) {
      const carry = Math.floor(this.lower[index] / UPPER);
      this.upper[index] += carry;
      this.lower[index] -= carry * UPPER;
    }
  }

  toBigInts(): bigint[] {
    return Array.from(
      this.upper,
      (upper, index) => BigInt(upper) * UPPER_BIG + BigInt(this.lower[index]),
    );
  }
}
