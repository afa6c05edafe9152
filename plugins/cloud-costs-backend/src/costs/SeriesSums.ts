import type { DaySeries, Days } from './DaySeries';
import { ExactSums } from './ExactSums';
import { byLargest, nothing, type Sums } from './Sums';

/** Series of groups, by currency, then by group. */
export type SeriesByGroup = ReadonlyMap<
  string,
  ReadonlyMap<string, readonly DaySeries[]>
>;

/**
 * Sums of days in memory. What a group comes to and what all come to together is
 * added up at once; interval by interval only for a group that one asks for,
 * because of thousands of groups twenty are shown.
 */
export class SeriesSums implements Sums {
  /** By currency, then by group. */
  private readonly totalsOf = new Map<string, ReadonlyMap<string, bigint>>();
  /** By currency. */
  private readonly all = new Map<string, bigint[]>();

  private constructor(
    private readonly groups: SeriesByGroup,
    private readonly days: Days,
  ) {}

  static of(groups: SeriesByGroup, days: Days): SeriesSums {
    const sums = new SeriesSums(groups, days);
    for (const currency of groups.keys()) sums.addUp(currency);
    return sums;
  }

  get size(): number {
    return this.days.bounds.length - 1;
  }

  currencies(): string[] {
    return byLargest(this, this.groups.keys());
  }

  totals(currency: string): ReadonlyMap<string, bigint> {
    return this.totalsOf.get(currency) ?? new Map();
  }

  amounts(group: string, currency: string): bigint[] {
    const sums = new ExactSums(this.size);
    const found = this.groups.get(currency)?.get(group);
    for (const one of found ?? []) one.addTo(sums, this.days);
    return sums.amounts();
  }

  points(currency: string): bigint[] {
    return this.all.get(currency) ?? nothing(this.size);
  }

  private addUp(currency: string): void {
    const { days } = this;
    const all = new ExactSums(this.size);
    const whole = new ExactSums(1);
    const totals = new Map<string, bigint>();
    for (const [group, series] of this.groups.get(currency) ?? []) {
      for (const one of series) one.addTo(all, days, whole);
      const total = whole.take();
      if (total !== 0n || series.some(one => one.hasAny(days))) {
        totals.set(group, total);
      }
    }
    this.totalsOf.set(currency, totals);
    this.all.set(currency, all.amounts());
  }
}
