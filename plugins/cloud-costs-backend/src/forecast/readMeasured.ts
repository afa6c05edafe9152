import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type StoredAllocation, toAllocation } from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { CostFilter, Restriction } from '../costs';
import { applyScope, dayNumber, dayOfNumber } from '../costs/query';
import { type MeasuredSeries, WINDOW_DAYS } from './forecastDays';

export type ForecastScope = { restrict: Restriction; filter: CostFilter };

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

/** What the measured usage of allocations cost in the last weeks, today included. */
export async function readMeasured(
  knex: Knex,
  options: {
    scope: ForecastScope;
    allocations: readonly StoredAllocation[];
    calendar: BillingCalendar;
    currency: string;
    nowMs: number;
  },
): Promise<MeasuredSeries[]> {
  const { scope, allocations, calendar, currency, nowMs } = options;
  const today = dayNumber(calendar.dayOf(nowMs));
  const query = knex('charges')
    .join('allocations', 'allocations.id', 'charges.allocation_id')
    .whereBetween('charges.day', [
      dayOfNumber(today - WINDOW_DAYS),
      dayOfNumber(today),
    ])
    .where('charges.currency', currency)
    .whereNotNull('charges.meter_id')
    .where(open =>
      open
        .whereNull('allocations.to_ms')
        .orWhere('allocations.to_ms', '>', nowMs),
    )
    .groupBy('charges.allocation_id')
    .select({
      id: 'charges.allocation_id',
      amounts: knex.raw(
        isPostgres(knex)
          ? `string_agg(charges.day || ' ' || charges.amount, ',')`
          : `group_concat(charges.day || ' ' || charges.amount)`,
      ),
    });
  applyScope(knex, query, scope);
  if (scope.filter.component) {
    query.whereIn('charges.component', scope.filter.component);
  }
  const rows: Array<{ id: number; amounts: string }> = await query;
  const amounts = new Map(rows.map(row => [row.id, readAmounts(row.amounts)]));
  return allocations.flatMap(({ id, fromMs, toMs }) => {
    const ofOne = amounts.get(id);
    if (!ofOne) return [];
    return [
      {
        // The day on which it began was not a whole one.
        fromDay: dayNumber(calendar.dayOf(fromMs)) + 1,
        ...(toMs !== undefined && {
          lastDay: dayNumber(calendar.dayOf(toMs - 1)),
        }),
        amounts: ofOne,
      },
    ];
  });
}

function readAmounts(text: string): Map<number, bigint> {
  const amounts = new Map<number, bigint>();
  for (const pair of text.split(',')) {
    const space = pair.indexOf(' ');
    const day = dayNumber(Number(pair.slice(0, space)));
    amounts.set(day, (amounts.get(day) ?? 0n) + BigInt(pair.slice(space + 1)));
  }
  return amounts;
}
