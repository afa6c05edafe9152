import type { Knex } from 'knex';
import { type Bounds, HOUR_MS, HourParts } from '../calendar';
import { integerRows } from '../database';
import { HOURS, sumParts } from './hours';

const DAY_MS = 24 * HOUR_MS;
const IDS_IN_A_QUERY = 10_000;
/** Tells all hours apart. */
const EACH_HOUR = new HourParts(0, []);

/** What was used in one UTC hour, in millionths of the unit. */
export type HourlyUsage = { hourMs: number; quantity: bigint };

/** How exactly it must be known when something was used. */
export type UsageDetail = {
  /** What was used in hours that these do not tell apart is added up, in the first that has any. */
  parts: HourParts;
  /** Instead, where some of the period's usage is negative. */
  ifNegative: HourParts;
};

/** A time in which the usage of an allocation's meter is asked for; on full hours. */
export type MeterPeriod = Bounds & {
  allocationId: number;
  meterId: number;
  detail: UsageDetail;
};

/** A row of `usage_days` for the period number `n`. */
export type MeterDay = { n: number; utc_day: number; hours: string };

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
   * The days of single meters, each in a period of its own.
   *
   * @returns to be added up by `addUpMeters`
   */
  async readMeters(
    periods: MeterPeriod[],
    knex: Knex = this.knex,
  ): Promise<MeterDay[]> {
    if (periods.length === 0) return [];
    const wanted = periods.map((period, n) => [
      n,
      period.allocationId,
      period.meterId,
      ...utcDaysOf(period),
    ]);
    return knex
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
  }

  /** What has been counted since a time, for finding what has no price. */
  async meteredPlans(sinceMs: number): Promise<MeteredPlan[]> {
    const firstDay = Math.floor(sinceMs / DAY_MS);
    const rows: Array<{
      service_ref: string;
      plan: string;
      meter: string;
      allocations: number | string;
    }> = await this.knex('usage_days')
      .join('allocations', 'allocations.id', 'usage_days.allocation_id')
      .join('meters', 'meters.id', 'usage_days.meter_id')
      .where('utc_day', '>=', firstDay)
      // Spares it the days of everything that is long gone.
      .where('allocations.last_used_ms', '>=', firstDay * DAY_MS)
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

/**
 * Adds up hours that need not be told apart.
 *
 * @param days - by `readMeters`, of the same periods
 * @returns in the order of the periods, the hours of each in any order;
 * undefined where nothing was used
 */
export function addUpMeters(
  periods: MeterPeriod[],
  days: MeterDay[],
): Array<HourlyUsage[] | undefined> {
  const usage = new Array<HourlyUsage[] | undefined>(periods.length);
  const negative = new Set<number>();
  for (const { n, hours } of days) if (hours.includes('-')) negative.add(n);
  for (const { n, utc_day, hours } of days) {
    const { detail, ...period } = periods[n];
    const parts = negative.has(n) ? detail.ifNegative : detail.parts;
    addParts((usage[n] ??= []), utc_day, hours, { ...period, parts });
  }
  return usage;
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
  addParts(list, row.utc_day, row.hours, { ...period, parts: EACH_HOUR });
}

function addParts(
  list: HourlyUsage[],
  utcDay: number,
  hours: string,
  { fromMs, toMs, parts }: Bounds & { parts: HourParts },
): void {
  const midnight = utcDay * DAY_MS;
  const from = Math.max(0, (fromMs - midnight) / HOUR_MS);
  const end = Math.min(HOURS, (toMs - midnight) / HOUR_MS);
  for (const { hour, quantity } of sumParts(hours, parts.ofDay(utcDay), {
    from,
    end,
  })) {
    list.push({ hourMs: midnight + hour * HOUR_MS, quantity });
  }
}
