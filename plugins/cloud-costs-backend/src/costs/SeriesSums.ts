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
  /** By currency, once they have been asked for: of thousands of groups it takes a while. */
  private readonly totalsOf = new Map<string, Map<string, bigint>>();

  private constructor(private readonly days: Days) {}

  /** @param groups - each once */
  static of(
    groups: ReadonlyArray<[string, DaySeries[]]>,
    days: Days,
  ): SeriesSums {
    const sums = new SeriesSums(days);
    for (const [group, series] of groups) {
      for (const [currency, ofCurrency] of byCurrency(series)) {
        const known = sums.groups.get(currency) ?? new Map();
        sums.groups.set(currency, known);
        known.set(group, { series: ofCurrency, total: 0n });
      }
    }
    for (const [currency, ofCurrency] of sums.groups) {
      sums.addUp(currency, ofCurrency);
    }
    return sums;
  }

  get size(): number {
    return this.days.bounds.length - 1;
  }

  currencies(): string[] {
    return byLargest(this, this.groups.keys());
  }

  totals(currency: string): ReadonlyMap<string, bigint> {
    const known = this.totalsOf.get(currency);
    if (known) return known;
    const totals = new Map<string, bigint>();
    this.totalsOf.set(currency, totals);
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

  private addUp(currency: string, groups: Map<string, Group>): void {
    const all = new ExactSums(this.size);
    const whole = new ExactSums(1);
    for (const group of groups.values()) {
      for (const one of group.series) one.addTo(all, this.days, whole);
      [group.total] = whole.drain();
    }
    this.all.set(currency, all.amounts());
  }
}

/** Nearly always there is one currency. */
function byCurrency(series: DaySeries[]): Iterable<[string, DaySeries[]]> {
  if (series.length === 0) return [];
  const [{ currency }] = series;
  if (series.every(one => one.currency === currency)) {
    return [[currency, series]];
  }
  const found = new Map<string, DaySeries[]>();
  for (const one of series) {
    const known = found.get(one.currency) ?? [];
    found.set(one.currency, known);
    known.push(one);
  }
  return found;
}
