/** What a lower half counts up to. */
const UPPER = 2 ** 32;
const UPPER_BIG = 2n ** 32n;
/** After so many additions of lower halves a double might become inexact. */
const EXACT_ADDITIONS = 1_000_000;

/**
 * Exact amounts by group and currency, one for each interval.
 *
 * They are kept as the upper and lower 32 bits of 64-bit integers, each in a
 * double: adding those up is exact and many times faster than BigInt, of which
 * only what is shown is made.
 */
export class Sums {
  /** By group, then by currency: where its amounts begin. */
  private readonly rows = new Map<string, Map<string, number>>();
  private readonly additions: number[] = [];
  private upper: Float64Array;
  private lower: Float64Array;

  constructor(readonly size: number) {
    this.upper = new Float64Array(size * 8);
    this.lower = new Float64Array(size * 8);
  }

  add(group: string, currency: string, index: number, amount: bigint): void {
    const at = this.row(group, currency, 1) + index;
    const lower = BigInt.asUintN(32, amount);
    this.lower[at] += Number(lower);
    this.upper[at] += Number((amount - lower) / UPPER_BIG);
  }

  /**
   * Where amounts of a group can be added to, in halves.
   *
   * @param count - how many will be
   */
  open(
    group: string,
    currency: string,
    count: number,
  ): { upper: Float64Array; lower: Float64Array; begin: number } {
    const begin = this.row(group, currency, count);
    return { upper: this.upper, lower: this.lower, begin };
  }

  /** Adds all amounts of a group of other sums to a group of these. */
  addFrom(
    source: Sums,
    from: { group: string; currency: string },
    group: string,
  ): void {
    const begin = source.rows.get(from.group)?.get(from.currency);
    if (begin === undefined) return;
    const count = source.additions[begin / source.size];
    const target = this.row(group, from.currency, count);
    for (let index = 0; index < this.size; index += 1) {
      this.upper[target + index] += source.upper[begin + index];
      this.lower[target + index] += source.lower[begin + index];
    }
  }

  /** Each group, currency and its amounts. */
  *[Symbol.iterator](): Generator<[string, string, bigint[]]> {
    for (const [group, byCurrency] of this.rows) {
      for (const currency of byCurrency.keys()) {
        yield [group, currency, this.amounts(group, currency)];
      }
    }
  }

  /** One for each interval; zeros where there is nothing. */
  amounts(group: string, currency: string): bigint[] {
    const begin = this.rows.get(group)?.get(currency);
    return begin === undefined
      ? new Array<bigint>(this.size).fill(0n)
      : Array.from({ length: this.size }, (_, index) => this.at(begin + index));
  }

  /** Of all intervals, by group; only groups that have anything but zeros. */
  totals(currency: string): Map<string, bigint> {
    const totals = new Map<string, bigint>();
    for (const [group, byCurrency] of this.rows) {
      const begin = byCurrency.get(currency);
      if (begin === undefined) continue;
      const sum = this.total(begin);
      if (sum !== 0n || !this.isZero(begin)) totals.set(group, sum);
    }
    return totals;
  }

  /** Where there is anything but zeros: the one with the largest total first. */
  currencies(): string[] {
    const all = new Set(
      [...this.rows.values()].flatMap(byCurrency => [...byCurrency.keys()]),
    );
    const found: Array<[string, bigint]> = [];
    for (const currency of all) {
      const totals = this.totals(currency);
      if (totals.size === 0) continue;
      const sum = total([...totals.values()]);
      found.push([currency, sum < 0n ? -sum : sum]);
    }
    return found
      .sort(
        ([a, x], [b, y]) => Number(x < y) - Number(x > y) || (a < b ? -1 : 1),
      )
      .map(([currency]) => currency);
  }

  private at(index: number): bigint {
    return BigInt(this.upper[index]) * UPPER_BIG + BigInt(this.lower[index]);
  }

  /** Exact for as many additions as a row may have without a carry. */
  private total(begin: number): bigint {
    let upper = 0;
    let lower = 0;
    for (let at = begin; at < begin + this.size; at += 1) {
      upper += this.upper[at];
      lower += this.lower[at];
    }
    return BigInt(upper) * UPPER_BIG + BigInt(lower);
  }

  private isZero(begin: number): boolean {
    for (let at = begin; at < begin + this.size; at += 1) {
      if (this.lower[at] + this.upper[at] * UPPER !== 0) return false;
    }
    return true;
  }

  private row(group: string, currency: string, count: number): number {
    let byCurrency = this.rows.get(group);
    if (!byCurrency) {
      byCurrency = new Map();
      this.rows.set(group, byCurrency);
    }
    let begin = byCurrency.get(currency);
    if (begin === undefined) {
      begin = this.additions.length * this.size;
      this.additions.push(0);
      byCurrency.set(currency, begin);
      if (begin + this.size > this.upper.length) this.grow();
    }
    const number = begin / this.size;
    this.additions[number] += count;
    if (this.additions[number] > EXACT_ADDITIONS) {
      this.carry(begin);
      this.additions[number] = count;
    }
    return begin;
  }

  private carry(begin: number): void {
    for (let at = begin; at < begin + this.size; at += 1) {
      const carried = Math.floor(this.lower[at] / UPPER);
      this.upper[at] += carried;
      this.lower[at] -= carried * UPPER;
    }
  }

  private grow(): void {
    const upper = new Float64Array(this.upper.length * 2);
    const lower = new Float64Array(this.lower.length * 2);
    upper.set(this.upper);
    lower.set(this.lower);
    this.upper = upper;
    this.lower = lower;
  }
}

export function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
