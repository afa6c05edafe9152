import { LRUCache } from 'lru-cache';
import { type DayRange, DaySeries } from './DaySeries';
import { bucketsOf, type CostQuestion, dayNumber } from './query';
import { RunningSums } from './RunningSums';
import { type GroupSums, SeriesSums, type SumsByGroup } from './SeriesSums';
import { Slab } from './Slab';
import type { Sums } from './Sums';

/** So many amounts of what was asked for are remembered: 64 megabytes. */
const AMOUNTS_REMEMBERED = 8_000_000;

/** Amounts of several days of an allocation, as `day amount` separated by commas. */
export type SeriesRow = {
  allocation_id: number;
  /** Null: only says which days. */
  component: string | null;
  currency: string;
  amounts: string;
};

/** Ids of allocations, by group. */
export type GroupedIds = ReadonlyArray<
  readonly [group: string, ids: readonly number[]]
>;

/** Costs in memory, by allocation and price component. */
export class CostSeries {
  private readonly ofAllocation = new Map<number, DaySeries[]>();
  private readonly slab = new Slab();
  /** What groups came to when they were last asked for; until something changes. */
  private readonly grouped = new LRUCache<
    GroupedIds,
    { what: string; sums: SumsByGroup }
  >({
    maxSize: AMOUNTS_REMEMBERED,
    sizeCalculation: ({ sums }) => sizeOf(sums),
  });

  /**
   * @param first - number of the first day that is here
   * @param seq - number of the last change that is in it
   */
  constructor(readonly first: number, public seq: number) {}

  add(row: SeriesRow): void {
    const { allocation_id: id, component, currency } = row;
    if (component === null) return;
    this.grouped.clear();
    const days = daysOf(row);
    const series = this.find(id, component, currency, days);
    for (const [day, amount] of days) {
      if (day >= this.first) series.add(day, amount);
    }
  }

  /**
   * Puts rows into the place of what is known of their days, of all components in
   * their currency. Sums that were handed out before stay what they were.
   */
  change(rows: readonly SeriesRow[]): void {
    this.grouped.clear();
    for (const id of new Set(rows.map(row => row.allocation_id))) {
      const known = this.ofAllocation.get(id) ?? [];
      this.ofAllocation.set(
        id,
        known.map(series => series.copy()),
      );
    }
    for (const row of rows) this.clear(row);
    for (const row of rows) this.add(row);
  }

  sum(question: CostQuestion, groups: GroupedIds): Sums {
    return SeriesSums.of(this.sumsOf(question, groups), intervalsOf(question));
  }

  /** Whoever comes back asks about the same groups, mostly before anything has changed. */
  private sumsOf(
    { groupBy, filter }: CostQuestion,
    groups: GroupedIds,
  ): SumsByGroup {
    const byComponent = groupBy === 'component';
    const what = JSON.stringify([byComponent, filter.component]);
    const known = this.grouped.get(groups);
    if (known?.what === what) return known.sums;
    const components = filter.component && new Set(filter.component);
    const series = new Map<string, Map<string, DaySeries[]>>();
    for (const [key, ids] of groups) {
      for (const one of ids.flatMap(id => this.ofAllocation.get(id) ?? [])) {
        if (components && !components.has(one.component)) continue;
        put(series, one, byComponent ? one.component : key);
      }
    }
    const sums = new Map<string, GroupSums>();
    for (const [currency, ofCurrency] of series) {
      sums.set(currency, addUp(ofCurrency));
    }
    this.grouped.set(groups, { what, sums });
    return sums;
  }

  private clear(row: SeriesRow): void {
    const days = daysOf(row);
    for (const series of this.ofAllocation.get(row.allocation_id) ?? []) {
      if (series.currency !== row.currency) continue;
      for (const [day] of days) series.clear(day);
    }
  }

  private find(
    id: number,
    component: string,
    currency: string,
    days: Array<[number, string]>,
  ): DaySeries {
    const known = this.ofAllocation.get(id) ?? [];
    const found = known.find(
      one => one.component === component && one.currency === currency,
    );
    if (found) return found;
    let first = days[0][0];
    let last = first;
    for (const [day] of days) {
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
    const series = new DaySeries(
      component,
      currency,
      first,
      last - first + 1,
      size => this.slab.take(size),
    );
    this.ofAllocation.set(id, [...known, series]);
    return series;
  }
}

function put(
  groups: Map<string, Map<string, DaySeries[]>>,
  series: DaySeries,
  group: string,
): void {
  const ofCurrency = groups.get(series.currency) ?? new Map();
  groups.set(series.currency, ofCurrency);
  const known = ofCurrency.get(group);
  if (known) known.push(series);
  else ofCurrency.set(group, [series]);
}

function daysOf(row: SeriesRow): Array<[day: number, amount: string]> {
  return row.amounts.split(',').map(text => {
    const at = text.indexOf(' ');
    return [dayNumber(Number(text.slice(0, at))), text.slice(at + 1)];
  });
}

function addUp(series: ReadonlyMap<string, readonly DaySeries[]>): GroupSums {
  const groups = new Map<string, RunningSums>();
  for (const [group, ofGroup] of series) {
    groups.set(group, RunningSums.of(ofGroup));
  }
  return { groups, all: RunningSums.of([...groups.values()]) };
}

/** How many amounts are kept; at least one. */
function sizeOf(sums: SumsByGroup): number {
  let size = 1;
  for (const { groups, all } of sums.values()) {
    size += all.size;
    for (const one of groups.values()) size += one.size;
  }
  return size;
}

function intervalsOf({ interval, from, to }: CostQuestion): DayRange[] {
  const first = dayNumber(from);
  const firstDays = {
    none: () => [first],
    day: () => bucketsOf({ from, to }, interval).map(dayNumber),
    month: () =>
      bucketsOf({ from, to }, interval).map(month =>
        Math.max(first, dayNumber(month * 100 + 1)),
      ),
  }[interval]();
  return firstDays.map((day, at) => ({
    from: day,
    end: firstDays[at + 1] ?? dayNumber(to) + 1,
  }));
}
