import { DaySeries } from './DaySeries';
import { bucketsOf, type CostQuestion, dayNumber, dayOfNumber } from './query';
import { Sums } from './Sums';

/** Amounts of several days of an allocation, as `day amount` separated by commas. */
export type SeriesRow = {
  allocation_id: number;
  /** Null: only says which days. */
  component: string | null;
  currency: string;
  amounts: string;
};

/** Ids of allocations, by group. */
export type GroupedIds = Array<[group: string, ids: number[]]>;

/** Costs in memory, by allocation and price component. */
export class CostSeries {
  private readonly ofAllocation = new Map<number, DaySeries[]>();

  /**
   * @param first - number of the first day that is here
   * @param seq - number of the last change that is in it
   */
  constructor(readonly first: number, public seq: number) {}

  add(row: SeriesRow): void {
    const { allocation_id: id, component, currency } = row;
    if (component === null) return;
    const days = daysOf(row);
    const series = this.find(id, component, currency, days);
    for (const [day, amount] of days) {
      if (day >= this.first) series.add(day, amount);
    }
  }

  /** Forgets the days of the row, of all components in its currency. */
  clear(row: SeriesRow): void {
    const days = daysOf(row);
    for (const series of this.ofAllocation.get(row.allocation_id) ?? []) {
      if (series.currency !== row.currency) continue;
      for (const [day] of days) series.clear(day);
    }
  }

  sum(question: CostQuestion, groups: GroupedIds): Sums {
    const { groupBy, filter } = question;
    const from = dayNumber(question.from);
    const to = dayNumber(question.to);
    const { size, indexes } = intervalsOf(question);
    const components = filter.component && new Set(filter.component);
    const sums = new Sums(size);
    for (const [key, ids] of groups) {
      for (const id of ids) {
        for (const series of this.ofAllocation.get(id) ?? []) {
          if (components && !components.has(series.component)) continue;
          const group = groupBy === 'component' ? series.component : key;
          series.addTo(sums, group, from, to, indexes);
        }
      }
    }
    return sums;
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
    const series = new DaySeries(component, currency, first, last - first + 1);
    this.ofAllocation.set(id, [...known, series]);
    return series;
  }
}

function daysOf(row: SeriesRow): Array<[day: number, amount: string]> {
  return row.amounts.split(',').map(text => {
    const at = text.indexOf(' ');
    return [dayNumber(Number(text.slice(0, at))), text.slice(at + 1)];
  });
}

/** How many intervals there are, and which of them each day of the period is in. */
function intervalsOf(question: CostQuestion): {
  size: number;
  indexes: Uint16Array;
} {
  const { interval } = question;
  const buckets = bucketsOf(question, interval);
  const from = dayNumber(question.from);
  const days = dayNumber(question.to) - from + 1;
  const byBucket = new Map(buckets.map((bucket, index) => [bucket, index]));
  const indexes = Uint16Array.from({ length: days }, (_, index) => {
    if (interval === 'none') return 0;
    if (interval === 'day') return index;
    return byBucket.get(Math.floor(dayOfNumber(from + index) / 100)) ?? 0;
  });
  return { size: buckets.length, indexes };
}
