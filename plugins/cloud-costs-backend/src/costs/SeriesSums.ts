import type { DaySeries, Days } from './DaySeries';
import { ExactSums } from './ExactSums';
import { byLargest, nothing, type Sums } from './Sums';

type Group = { series: DaySeries[]; total: bigint };

/**
 * Sums of days in memory. What a group comes to and what all come to together is
 * added up at once; interval by interval only for a group that one asks for,
 * because of thousands of groups twenty are shown.
 */
export class SeriesSums implements Sums {
  /** By currency, then by group. */
  private readonly groups = new Map<string, Map<string, Group>>();
  /** By currency. */
  private readonly all = new Map<string, bigint[]>();

  private constructor(private readonly days: Days) {}

  /** @param groups - the same group may come several times */
  static of(groups: Iterable<[string, DaySeries]>, days: Days): SeriesSums {
    const sums = new SeriesSums(days);
    for (const [group, series] of groups) sums.assign(group, series);
    for (const [currency, ofCurrency] of sums.groups) {
      sums.addUp(currency, ofCurrency);
    }
    return sums;
  }

  get size(): number {
    return this.days.size;
  }

  currencies(): string[] {
    return byLargest(this, this.groups.keys());
  }

  totals(currency: string): Map<string, bigint> {
    const totals = new Map<string, bigint>();
    for (const [key, { series, total }] of this.groups.get(currency) ?? []) {
      if (total !== 0n || series.some(one => one.hasAny(this.days))) {
        totals.set(key, total);
      }
    }
    return totals;
  }

  amounts(group: string, currency: string): bigint[] {
    const sums = new ExactSums(this.size);
    const found = this.groups.get(currency)?.get(group);
    for (const one of found?.series ?? []) one.addTo(sums, this.days);
    return sums.amounts();
  }

  points(currency: string): bigint[] {
    return this.all.get(currency) ?? nothing(this.size);
  }

  private assign(key: string, series: DaySeries): void {
    let ofCurrency = this.groups.get(series.currency);
    if (!ofCurrency) {
      ofCurrency = new Map();
      this.groups.set(series.currency, ofCurrency);
    }
    const group = ofCurrency.get(key);
    if (group) group.series.push(series);
    else ofCurrency.set(key, { series: [series], total: 0n });
  }

  private addUp(currency: string, groups: Map<string, Group>): void {
    const all = new ExactSums(this.size);
    for (const group of groups.values()) {
      const sum = new ExactSums(1);
      for (const one of group.series) one.addTo(all, this.days, sum);
      [group.total] = sum.amounts();
    }
    this.all.set(currency, all.amounts());
  }
}
