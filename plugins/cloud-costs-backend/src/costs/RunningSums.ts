import type { Amounts, Daily, DayRange } from './DaySeries';

/** Sums below it are exact in 64 bits, also where the bound was reckoned in doubles. */
const LARGEST_OF_64_BITS = 2 ** 62;

/**
 * What several come to together, as what all days before one come to: a period takes
 * two of these, however long it is and however many were added up. It has nothing of
 * what is changed in them later.
 */
export class RunningSums implements Daily {
  private constructor(
    private readonly parts: readonly Daily[],
    readonly first: number,
    readonly most: number,
    /** One more than there are days. */
    private readonly before: Amounts,
  ) {}

  static of(parts: readonly Daily[]): RunningSums {
    let first = Infinity;
    let end = -Infinity;
    let most = 0;
    for (const part of parts) {
      first = Math.min(first, part.first);
      end = Math.max(end, part.end);
      most += part.most;
    }
    if (parts.length === 0) return new RunningSums(parts, 0, 0, [0n]);
    const size = end - first + 1;
    const before =
      most < LARGEST_OF_64_BITS
        ? new BigInt64Array(size)
        : new Array<bigint>(size).fill(0n);
    for (const part of parts) part.addTo(before, first - 1);
    for (let at = 1; at < size; at += 1) before[at] += before[at - 1];
    return new RunningSums(parts, first, most, before);
  }

  get end(): number {
    return this.first + this.before.length - 1;
  }

  /** How many amounts it keeps. */
  get size(): number {
    return this.before.length;
  }

  between({ from, end }: DayRange): bigint {
    return this.before[this.indexOf(end)] - this.before[this.indexOf(from)];
  }

  addTo(to: Amounts, first: number): void {
    const { before } = this;
    const offset = this.first - first;
    for (let index = 1; index < before.length; index += 1) {
      to[index - 1 + offset] += before[index] - before[index - 1];
    }
  }

  hasAny(range: DayRange): boolean {
    return this.parts.some(part => part.hasAny(range));
  }

  /** Where a day is; the end that is next to it, if there are no amounts of it. */
  private indexOf(day: number): number {
    return Math.min(Math.max(day - this.first, 0), this.before.length - 1);
  }
}
