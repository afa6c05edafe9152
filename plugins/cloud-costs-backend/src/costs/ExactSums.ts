/** Whole numbers up to it are what a double says, and so are their sums. */
export const EXACT = 2 ** 53;
const UPPER = 2 ** 32;
const UPPER_BIG = 2n ** 32n;

/**
 * Numbers up to it are added as doubles: of 3,660 days, the longest period, the
 * sum is exact. In micro-units it is two million for a day.
 */
export const LARGEST_ADDEND = 2 ** 41;

/**
 * Exact sums of integers. They are kept in two doubles: one counts ones, the
 * other 2^32 each, into which the ones are carried before they could become
 * inexact. That is many times faster than BigInt, of which only what is shown is
 * made.
 */
export class ExactSums {
  private readonly upper: Float64Array;
  private readonly lower: Float64Array;
  /** No lower part is larger, whatever its sign. */
  private bound = 0;

  constructor(size: number) {
    this.upper = new Float64Array(size);
    this.lower = new Float64Array(size);
  }

  /**
   * Where integers can be added to.
   *
   * @param most - how much one of them becomes larger or smaller at most
   */
  open(most: number): Float64Array {
    if (this.bound + most > EXACT) this.carry();
    this.bound += most;
    return this.lower;
  }

  add(index: number, amount: bigint): void {
    const ones = BigInt.asUintN(32, amount);
    this.open(UPPER)[index] += Number(ones);
    this.upper[index] += Number((amount - ones) / UPPER_BIG);
  }

  amounts(): bigint[] {
    return Array.from(
      this.upper,
      (upper, at) => BigInt(upper) * UPPER_BIG + BigInt(this.lower[at]),
    );
  }

  /** The only sum, which begins anew. */
  take(): bigint {
    const [upper] = this.upper;
    const lower = BigInt(this.lower[0]);
    this.upper[0] = 0;
    this.lower[0] = 0;
    this.bound = 0;
    return upper === 0 ? lower : BigInt(upper) * UPPER_BIG + lower;
  }

  private carry(): void {
    for (let at = 0; at < this.lower.length; at += 1) {
      const carried = Math.floor(this.lower[at] / UPPER);
      this.upper[at] += carried;
      this.lower[at] -= carried * UPPER;
    }
    this.bound = UPPER;
  }
}
