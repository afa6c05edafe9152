/** What a lower half counts up to. */
const UPPER = 2 ** 32;
const UPPER_BIG = 2n ** 32n;
/** After so many additions of lower halves a double might become inexact. */
const EXACT_ADDITIONS = 1_000_000;

/**
 * Exact sums of 64-bit integers. They are kept as the upper and lower 32 bits,
 * each in a double: adding those up is exact and many times faster than BigInt,
 * of which only what is shown is made.
 */
export class HalfSums {
  readonly upper: Float64Array;
  readonly lower: Float64Array;
  private additions = 0;

  constructor(size: number) {
    this.upper = new Float64Array(size);
    this.lower = new Float64Array(size);
  }

  /** Has to be said before so many more are added to any of them. */
  expect(additions: number): void {
    this.additions += additions;
    if (this.additions <= EXACT_ADDITIONS) return;
    this.additions = additions;
    for (let at = 0; at < this.lower.length; at += 1) {
      const carried = Math.floor(this.lower[at] / UPPER);
      this.upper[at] += carried;
      this.lower[at] -= carried * UPPER;
    }
  }

  amounts(): bigint[] {
    return Array.from(
      this.upper,
      (upper, at) => BigInt(upper) * UPPER_BIG + BigInt(this.lower[at]),
    );
  }
}
