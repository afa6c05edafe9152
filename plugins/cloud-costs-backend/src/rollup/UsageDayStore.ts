import type { Knex } from 'knex';
import { readHours } from './hours';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const IDS_IN_A_QUERY = 10_000;

/** What was used in one UTC hour, in millionths of the unit. */
export type HourlyUsage = { hourMs: number; quantity: bigint };

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
    period: { fromMs: number; toMs: number },
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
        .whereBetween('utc_day', [
          Math.floor(period.fromMs / DAY_MS),
          Math.floor((period.toMs - 1) / DAY_MS),
        ])
        .orderBy(['allocation_id', 'meter_id', 'utc_day'])
        .select('allocation_id', { meter: 'meters.name' }, 'utc_day', 'hours');
      for (const row of rows) add(usage, row, period);
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

function add(
  usage: Map<number, UsageByMeter>,
  row: DayRow,
  period: { fromMs: number; toMs: number },
): void {
  let meters = usage.get(row.allocation_id);
  if (!meters) usage.set(row.allocation_id, (meters = new Map()));
  let list = meters.get(row.meter);
  if (!list) meters.set(row.meter, (list = []));
  let hourMs = row.utc_day * DAY_MS;
  for (const quantity of readHours(row.hours)) {
    if (quantity !== 0n && hourMs >= period.fromMs && hourMs < period.toMs) {
      list.push({ hourMs, quantity });
    }
    hourMs += HOUR_MS;
  }
}
