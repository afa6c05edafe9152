import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import {
  AllocationStore,
  planSinceOf,
  type StoredAllocation,
  toAllocation,
} from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { CostFilter, Restriction } from '../costs';
import { applyScope, dayNumber, dayOfNumber } from '../costs/query';
import { type MeasuredUsage, WINDOW_DAYS } from './usualUsage';

export type ForecastScope = { restrict: Restriction; filter: CostFilter };

/** What a meter counted of an instance, and what that cost. */
export type MeteredUsage = MeasuredUsage & {
  meter: string;
  /** Of the window, discounts included, as far as it is asked for. */
  amount: bigint;
};

/** An allocation that lives, with the usage of its instance in the last weeks. */
export type MeteredAllocation = {
  allocation: StoredAllocation;
  planSinceMs?: number;
  meters: MeteredUsage[];
};

type ChargeRow = {
  id: number;
  lived_id: number;
  component: string;
  meter: string;
  currency: string;
  days: string;
};

/** What lives now of what is asked for. */
export async function readLive(
  knex: Knex,
  scope: ForecastScope,
  nowMs: number,
): Promise<StoredAllocation[]> {
  const query = knex('allocations')
    .where('allocations.segment', '>=', 0)
    .where('allocations.from_ms', '<=', nowMs)
    .where(open =>
      open
        .whereNull('allocations.to_ms')
        .orWhere('allocations.to_ms', '>', nowMs),
    )
    .orderBy('allocations.id')
    .select('allocations.*');
  applyScope(knex, query, scope);
  return (await query).map(toAllocation);
}

/**
 * Reads the usage of the last weeks, today included, of a portion of
 * allocations. It is the instance's: a plan that was changed or parties that
 * follow each other do not change how it is used.
 */
export async function readMetered(
  knex: Knex,
  portion: readonly StoredAllocation[],
  options: {
    calendar: BillingCalendar;
    /** Such as 20261123. */
    today: number;
    currency: string;
    /** Absent: all. */
    components?: readonly string[];
  },
): Promise<MeteredAllocation[]> {
  const { calendar, today, currency, components } = options;
  const lives = await readLives(knex, portion);
  const rows = await readCharges(knex, portion, today);
  const isCounted = (row: ChargeRow) =>
    row.currency === currency &&
    (!components || components.includes(row.component));
  const meters = addUp(rows, isCounted);
  return portion.map(allocation => {
    const { fromMs, planSinceMs } = lives.get(allocation.id) ?? {
      fromMs: allocation.fromMs,
    };
    return {
      allocation,
      planSinceMs,
      meters: [...(meters.get(allocation.id) ?? [])].map(([meter, sums]) => ({
        meter,
        // The day on which it began was not a whole one.
        fromDay: dayNumber(calendar.dayOf(fromMs)) + 1,
        ...sums,
      })),
    };
  });
}

/** Of allocations that others of their instances went before: since when they live and have their plan. */
async function readLives(
  knex: Knex,
  portion: readonly StoredAllocation[],
): Promise<Map<number, { fromMs: number; planSinceMs?: number }>> {
  const lives = new Map<number, { fromMs: number; planSinceMs?: number }>();
  const instances = portion
    .filter(({ segment }) => segment > 0)
    .map(({ instanceId }) => instanceId);
  if (instances.length === 0) return lives;
  const byInstance = new Map<string, StoredAllocation[]>();
  for (const row of await AllocationStore.create(knex).ofInstances(instances)) {
    const known = byInstance.get(row.instanceId);
    if (known) known.push(row);
    else byInstance.set(row.instanceId, [row]);
  }
  for (const rows of byInstance.values()) {
    const { fromMs } = rows[0];
    planSinceOf(rows).forEach((planSinceMs, id) =>
      lives.set(id, { fromMs, planSinceMs }),
    );
  }
  return lives;
}

async function readCharges(
  knex: Knex,
  portion: readonly StoredAllocation[],
  today: number,
): Promise<ChargeRow[]> {
  const ofDay = `charges.day || ' ' || charges.quantity || ' ' || charges.amount`;
  return knex('allocations')
    .join(
      'allocations as lived',
      'lived.instance_id',
      'allocations.instance_id',
    )
    .join('charges', 'charges.allocation_id', 'lived.id')
    .join('meters', 'meters.id', 'charges.meter_id')
    .whereIn(
      'allocations.id',
      portion.map(({ id }) => id),
    )
    .where('lived.segment', '>=', 0)
    .whereBetween('charges.day', [
      dayOfNumber(dayNumber(today) - WINDOW_DAYS),
      today,
    ])
    .groupBy(
      'allocations.id',
      'lived.id',
      'charges.component',
      'meters.name',
      'charges.currency',
    )
    .orderBy(['allocations.id', 'lived.id', 'charges.component'])
    .select({
      id: 'allocations.id',
      lived_id: 'lived.id',
      component: 'charges.component',
      meter: 'meters.name',
      currency: 'charges.currency',
      days: knex.raw(
        isPostgres(knex)
          ? `string_agg(${ofDay}, ',')`
          : `group_concat(${ofDay})`,
      ),
    });
}

/** By allocation and meter. */
function addUp(
  rows: readonly ChargeRow[],
  isCounted: (row: ChargeRow) => boolean,
): Map<
  number,
  Map<string, { quantities: Map<number, bigint>; amount: bigint }>
> {
  const allocations: ReturnType<typeof addUp> = new Map();
  // Two components may price the same meter, which counts once all the same.
  const counting = new Map<string, string>();
  for (const row of rows) {
    let meters = allocations.get(row.id);
    if (!meters) allocations.set(row.id, (meters = new Map()));
    let sums = meters.get(row.meter);
    if (!sums) {
      sums = { quantities: new Map(), amount: 0n };
      meters.set(row.meter, sums);
    }
    const key = `${row.lived_id} ${row.meter}`;
    if (!counting.has(key)) counting.set(key, row.component);
    const counts = counting.get(key) === row.component;
    const costs = isCounted(row);
    for (const ofDay of row.days.split(',')) {
      const [day, quantity, amount] = ofDay.split(' ');
      if (costs) sums.amount += BigInt(amount);
      if (counts) {
        const number = dayNumber(Number(day));
        const known = sums.quantities.get(number) ?? 0n;
        sums.quantities.set(number, known + BigInt(quantity));
      }
    }
  }
  return allocations;
}
