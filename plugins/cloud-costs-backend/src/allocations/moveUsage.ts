import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { moveDays } from '../rollup';
import { toAllocationRow } from './AllocationStore';
import type { StoredAllocation } from './types';

/**
 * Moves raw usage to where it belongs after allocations were cut anew. What the
 * rollup has added up already is taken off here and added there; what it has
 * not will be added up in its new place. The caller has locked out the rollup
 * and the intake.
 *
 * Usage from outside of the instance's life goes to a void allocation, where
 * nothing is charged: as the intake would have refused it, had it known.
 *
 * @param rows - all allocations of the instance as they are now, void ones included
 * @param rolledUp - how far the rollup has come
 */
export async function moveUsage(
  trx: Knex.Transaction,
  calendar: BillingCalendar,
  rows: StoredAllocation[],
  rolledUp: number,
): Promise<void> {
  const live = rows
    .filter(({ segment }) => segment >= 0)
    .sort((a, b) => a.segment - b.segment);
  let refuge = rows.find(({ segment }) => segment < 0)?.id;
  for (const row of rows) {
    for (const { owner, fromMs, toMs } of stretchesOf(live)) {
      if (owner === row.id || (!owner && row.segment < 0)) continue;
      const misplaced = await trx('usage_events')
        .where('allocation_id', row.id)
        .where('time_ms', '>=', fromMs)
        .where('time_ms', '<', toMs)
        .first('seq');
      if (!misplaced) continue;
      if (!owner) refuge ??= await createVoid(trx, row);
      const to = owner ?? refuge;
      if (to === undefined) continue;
      const move = { from: row.id, to, fromMs, toMs };
      await moveDays(trx, calendar, move, rolledUp);
    }
  }
}

type Stretch = { fromMs: number; toMs: number; owner?: number };

/** All time, cut where allocations begin and end. */
function stretchesOf(live: StoredAllocation[]): Stretch[] {
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { id, fromMs, toMs = Number.MAX_SAFE_INTEGER } of live) {
    if (fromMs > at) stretches.push({ fromMs: at, toMs: fromMs });
    stretches.push({ fromMs, toMs, owner: id });
    at = toMs;
  }
  if (at < Number.MAX_SAFE_INTEGER) {
    stretches.push({ fromMs: at, toMs: Number.MAX_SAFE_INTEGER });
  }
  return stretches;
}

async function createVoid(
  trx: Knex.Transaction,
  like: StoredAllocation,
): Promise<number> {
  const [row] = await trx('allocations')
    .insert({
      ...toAllocationRow({ ...like, toMs: like.fromMs }),
      // No other void row of the instance is there.
      segment: -1,
    })
    .returning('id');
  return row.id;
}
