import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type DirtyMonth, dirtyMonth } from '../rollup';

/** What cannot be rated is tried again after a while, and stops nothing else. */
const DEFERRED_MS = 10 * 60_000;

/** Takes marks away, those of the earliest months first. */
export async function takeDirty(
  trx: Knex.Transaction,
  limit: number,
): Promise<DirtyMonth[]> {
  const due = trx('dirty_months')
    .where('since', '<=', Date.now())
    .orderBy(['month', 'allocation_id'])
    .limit(limit)
    .select('allocation_id', 'month', 'from_day');
  // Whoever is about to mark a month again has more to come for it.
  if (isPostgres(trx)) due.forUpdate().skipLocked();
  const rows: Array<{
    allocation_id: number;
    month: number;
    from_day: number;
  }> = await due;
  if (rows.length) {
    await trx('dirty_months')
      .whereIn(
        ['allocation_id', 'month'],
        rows.map(row => [row.allocation_id, row.month]),
      )
      .delete();
  }
  return rows.map(({ allocation_id, month, from_day }) => {
    const all = dirtyMonth(allocation_id, month);
    return { ...all, fromDay: Math.max(all.fromDay, from_day) };
  });
}

/** Puts marks back, for later. */
export async function deferDirty(
  trx: Knex.Transaction,
  items: DirtyMonth[],
): Promise<void> {
  if (items.length === 0) return;
  await trx('dirty_months').insert(
    items.map(({ allocationId, month, fromDay }) => ({
      allocation_id: allocationId,
      month,
      from_day: fromDay,
      reason: 'failed',
      since: Date.now() + DEFERRED_MS,
    })),
  );
}
