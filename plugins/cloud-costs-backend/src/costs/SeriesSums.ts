import type { DayRange } from './DaySeries';
import type { RunningSums } from './RunningSums';
import { byLargest, nothing, type Sums } from './Sums';

/** Sums of a currency: of each group, and of all together. */
export type GroupSums = {
  groups: ReadonlyMap<string, RunningSums>;
  all: RunningSums;
};

/** By currency. */
export type SumsByGroup = ReadonlyMap<string, GroupSums>;

/** Sums of a period of days in memory. */
export class SeriesSums implements Sums {
  /** By currency, then by group. */
  private readonly totalsOf = new Map<string, ReadonlyMap<string, bigint>>();

  private constructor(
    private readonly sums: SumsByGroup,
    private readonly intervals: readonly DayRange[],
  ) {}

  /** @param intervals - one after the other */
  static of(sums: SumsByGroup, intervals: readonly DayRange[]): SeriesSums {
    const made = new SeriesSums(sums, intervals);
    const period = {
      from: intervals[0].from,
      end: intervals[intervals.length - 1].end,
    };
    for (const [currency, { groups }] of sums) {
      made.totalsOf.set(currency, totalsOf(groups, period));
    }
    return made;
  }

  get size(): number {
    return this.intervals.length;
  }

  currencies(): string[] {
    return byLargest(this, this.sums.keys());
  }

  totals(currency: string): ReadonlyMap<string, bigint> {
    return this.totalsOf.get(currency) ?? new Map();
  }

  amounts(group: string, currency: string): bigint[] {
    return this.inIntervals(this.sums.get(currency)?.groups.get(group));
  }

  points(currency: string): bigint[] {
    return this.inIntervals(this.sums.get(currency)?.all);
  }

  private inIntervals(sums: RunningSums | undefined): bigint[] {
    return sums
      ? this.intervals.map(interval => sums.between(interval))
      : nothing(this.size);
  }
}

function totalsOf(
  groups: ReadonlyMap<string, RunningSums>,
  period: DayRange,
): Map<string, bigint> {
  const totals = new Map<string, bigint>();
  for (const [group, sums] of groups) {
    const total = sums.between(period);
    if (total !== 0n || sums.hasAny(period)) totals.set(group, total);
  }
  return totals;
}
