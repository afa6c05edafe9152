import { databaseNow } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import type { RatingOutcome, RatingSlice } from '../charges';
import { dirtyMonth } from '../rollup';
import type { ReratingRow, ReratingScope } from './reratingRows';

const COLUMNS = {
  payerRef: 'payer_ref',
  systemRef: 'system_ref',
  serviceRef: 'service_ref',
  instanceId: 'instance_id',
} as const satisfies Record<keyof ReratingScope, string>;

/**
 * Does a slice of the oldest rerating that is not done. How far it has come and
 * what came of it are written with the charges, so a crash neither leaves
 * something out nor counts it twice.
 *
 * @returns whether there is more to do
 */
export async function rerateSlice(
  slice: RatingSlice,
  calendar: BillingCalendar,
): Promise<boolean> {
  const { trx, size } = slice;
  const row: ReratingRow | undefined = await trx('reratings')
    .whereNot('state', 'done')
    .orderBy(['requested_at', 'id'])
    .first();
  if (!row) return false;
  const months = monthsOf(row, calendar);
  const limit = Math.max(1, Math.floor(size / Math.max(1, months.length)));
  const ids = await nextAllocations(trx, row, calendar, limit);
  const items = ids.flatMap(allocationId =>
    months.map(month => dirtyMonth(allocationId, month)),
  );
  // Whatever else there was to rate of these is done with it.
  const outcomes = await slice.rate(items);
  const failure = outcomes.find(outcome => outcome.failure)?.failure;
  if (failure) throw failure;
  const done = ids.length < limit;
  await trx('reratings')
    .where('id', row.id)
    .update({
      state: done ? 'done' : 'running',
      last_allocation_id: ids[ids.length - 1] ?? row.last_allocation_id,
      allocations: (row.allocations ?? 0) + ids.length,
      difference: JSON.stringify(addUp(row.difference, outcomes)),
      ...(done && { finished_at: databaseNow(trx) }),
    });
  return true;
}

function monthsOf(row: ReratingRow, calendar: BillingCalendar): number[] {
  const months: number[] = [];
  for (
    let month = row.from_month;
    month <= row.to_month;
    month = calendar.nextMonth(month)
  ) {
    months.push(month);
  }
  return months;
}

/** Void ones too: something may have been charged to them. */
async function nextAllocations(
  trx: Knex.Transaction,
  row: ReratingRow,
  calendar: BillingCalendar,
  limit: number,
): Promise<number[]> {
  const scope: ReratingScope = JSON.parse(row.scope);
  const query = trx('allocations')
    .where('id', '>', row.last_allocation_id)
    .where('from_ms', '<', calendar.monthBounds(row.to_month).toMs)
    .where(open =>
      open
        .whereNull('to_ms')
        .orWhere('to_ms', '>', calendar.monthBounds(row.from_month).fromMs)
        .orWhere('segment', '<', 0),
    )
    .orderBy('id')
    .limit(limit)
    .select('id');
  for (const [key, column] of Object.entries(COLUMNS)) {
    const wanted = scope[key as keyof ReratingScope];
    if (wanted !== undefined) query.where(column, wanted);
  }
  const rows: Array<{ id: number }> = await query;
  return rows.map(({ id }) => id);
}

function addUp(
  before: string | null,
  outcomes: RatingOutcome[],
): Record<string, string> {
  const sums = new Map<string, bigint>(
    Object.entries<string>(before ? JSON.parse(before) : {}).map(
      ([currency, amount]) => [currency, BigInt(amount)],
    ),
  );
  for (const { difference } of outcomes) {
    for (const [currency, amount] of difference) {
      sums.set(currency, (sums.get(currency) ?? 0n) + amount);
    }
  }
  return Object.fromEntries(
    [...sums].sort().map(([currency, amount]) => [currency, String(amount)]),
  );
}
