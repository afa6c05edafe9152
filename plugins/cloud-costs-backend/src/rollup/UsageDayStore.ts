import type { Knex } from 'knex';
import { type BillingCalendar, type Bounds, HOUR_MS } from '../calendar';
import { integerRows } from '../database';
import { readHours } from './hours';

const DAY_MS = 24 * HOUR_MS;
const IDS_IN_A_QUERY = 10_000;

/** What was used in one UTC hour, in millionths of the unit. */
export type HourlyUsage = { hourMs: number; quantity: bigint };

/** A time in which the usage of an allocation's meter is asked for; on full hours. */
export type MeterPeriod = Bounds & {
  allocationId: number;
  meterId: number;
  /** `days`: what was used on a day, in the first hour that has any. */
  detail: 'hours' | 'days';
};

/** By meter: hours with usage, in time order. */
export type UsageByMeter = Map<string, HourlyUsage[]>;

/** A plan of a service that a meter has counted something of. */
export type MeteredPlan = {
  serviceRef: string;
  plan: string;
  meter: string;
  allocations: number;
};

type DayRow = {
  allocation_id: number;
  meter: string;
  utc_day: number;
  hours: string;
};

/** Reads the usage that the rollup has added up. */
export class UsageDayStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): UsageDayStore {
    return new UsageDayStore(knex);
  }

  /**
   * The hours of a period in which something was used.
   *
   * @param period - on full hours; `toMs` is not included
   * @param knex - a transaction, if it must see what that wrote
   */
  async read(
    allocationIds: number[],
    period: Bounds,
    knex: Knex = this.knex,
  ): Promise<Map<number, UsageByMeter>> {
    const usage = new Map<number, UsageByMeter>();
    for (let start = 0; start < allocationIds.length; start += IDS_IN_A_QUERY) {
      const rows: DayRow[] = await knex('usage_days')
        .join('meters', 'meters.id', 'usage_days.meter_id')
        .whereIn(
          'allocation_id',
          allocationIds.slice(start, start + IDS_IN_A_QUERY),
        )
        .whereBetween('utc_day', utcDaysOf(period))
        .orderBy(['allocation_id', 'meter_id', 'utc_day'])
        .select('allocation_id', { meter: 'meters.name' }, 'utc_day', 'hours');
      for (const row of rows) add(usage, row, period);
    }
    return usage;
  }

  /**
   * The same of single meters, each in a period of its own and as exact as it is
   * wanted.
   *
   * @returns in the order of the periods, the hours of each in any order;
   * undefined where nothing was used
   */
  async readMeters(
    periods: MeterPeriod[],
    calendar: BillingCalendar,
    knex: Knex = this.knex,
  ): Promise<Array<HourlyUsage[] | undefined>> {
    const usage = new Array<HourlyUsage[] | undefined>(periods.length);
    if (periods.length === 0) return usage;
    const wanted = periods.map((period, n) => [
      n,
      period.allocationId,
      period.meterId,
      ...utcDaysOf(period),
    ]);
    const rows: Array<{ n: number; utc_day: number; hours: string }> =
      await knex
        .with(
          'wanted',
          ['n', 'allocation_id', 'meter_id', 'first_day', 'last_day'],
          integerRows(knex, wanted),
        )
        .from('wanted')
        .join('usage_days', {
          'usage_days.allocation_id': 'wanted.allocation_id',
          'usage_days.meter_id': 'wanted.meter_id',
        })
        .whereRaw('utc_day between first_day and last_day')
        .select('n', 'utc_day', 'hours');
    const begins = dayBegins(calendar);
    for (const { n, utc_day, hours } of rows) {
      const list = (usage[n] ??= []);
      const period = periods[n];
      if (period.detail === 'hours') addDay(list, utc_day, hours, period);
      else addSums(list, utc_day, hours, { ...period, begin: begins(utc_day) });
    }
    return usage;
  }

  /** What has been counted since a time, for finding what has no price. */
  async meteredPlans(sinceMs: number): Promise<MeteredPlan[]> {
    const rows: Array<{
      service_ref: string;
      plan: string;
      meter: string;
      allocations: number | string;
    }> = await this.knex('usage_days')
      .join('allocations', 'allocations.id', 'usage_days.allocation_id')
      .join('meters', 'meters.id', 'usage_days.meter_id')
      .where('utc_day', '>=', Math.floor(sinceMs / DAY_MS))
      .where('segment', '>=', 0)
      .groupBy('service_ref', 'plan', 'meters.name')
      .orderBy(['service_ref', 'plan', 'meters.name'])
      .select('service_ref', 'plan', { meter: 'meters.name' })
      .countDistinct({ allocations: 'allocation_id' });
    return rows.map(row => ({
      serviceRef: row.service_ref,
      plan: row.plan,
      meter: row.meter,
      allocations: Number(row.allocations),
    }));
  }
}

function utcDaysOf({ fromMs, toMs }: Bounds): [number, number] {
  return [Math.floor(fromMs / DAY_MS), Math.floor((toMs - 1) / DAY_MS)];
}

function add(
  usage: Map<number, UsageByMeter>,
  row: DayRow,
  period: Bounds,
): void {
  let meters = usage.get(row.allocation_id);
  if (!meters) usage.set(row.allocation_id, (meters = new Map()));
  let list = meters.get(row.meter);
  if (!list) meters.set(row.meter, (list = []));
  addDay(list, row.utc_day, row.hours, period);
}

function addDay(
  list: HourlyUsage[],
  utcDay: number,
  hours: string,
  { fromMs, toMs }: Bounds,
): void {
  let hourMs = utcDay * DAY_MS;
  for (const quantity of readHours(hours)) {
    if (quantity !== 0n && hourMs >= fromMs && hourMs < toMs) {
      list.push({ hourMs, quantity });
    }
    hourMs += HOUR_MS;
  }
}

/** @param period - `begin` is the hour of the UTC day in which the next day begins */
function addSums(
  list: HourlyUsage[],
  utcDay: number,
  hours: string,
  period: Bounds & { begin: number },
): void {
  const quantities = readHours(hours);
  const midnight = utcDay * DAY_MS;
  const first = Math.max(0, (period.fromMs - midnight) / HOUR_MS);
  const end = Math.min(quantities.length, (period.toMs - midnight) / HOUR_MS);
  const { begin } = period;
  addSum(list, midnight, quantities, [first, Math.min(begin, end)]);
  addSum(list, midnight, quantities, [Math.max(first, begin), end]);
}

function addSum(
  list: HourlyUsage[],
  midnight: number,
  quantities: bigint[],
  [from, to]: [from: number, to: number],
): void {
  let sum = 0n;
  let first: number | undefined;
  for (let hour = from; hour < to; hour += 1) {
    if (quantities[hour] === 0n) continue;
    first ??= hour;
    sum += quantities[hour];
  }
  if (first === undefined) return;
  list.push({ hourMs: midnight + first * HOUR_MS, quantity: sum });
}

/** In which hour of a UTC day another day begins; after its last hour, if none does. */
function dayBegins(calendar: BillingCalendar): (utcDay: number) => number {
  const known = new Map<number, number>();
  return utcDay => {
    let begin = known.get(utcDay);
    if (begin === undefined) {
      const dayAt = (hour: number) =>
        calendar.dayOf(utcDay * DAY_MS + hour * HOUR_MS);
      begin = 1;
      // Days are longer than 22 hours, so no two begin behind the first hour.
      while (begin < 24 && dayAt(begin) === dayAt(0)) begin += 1;
      known.set(utcDay, begin);
    }
    return begin;
  };
}
