import { findCursorValue, keepCursor } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type BillingCalendar, HOUR_MS } from '../calendar';
import { dirtyBetween, markDirty } from '../rollup';
import type { RatingSlice } from './RatingWorker';

/** The row of `cursors` that says through when time has been charged for. */
const ACCRUED = 'accrued';
const REASON = 'time-passed';

/**
 * What is charged for time grows while nobody sends anything: once an hour the
 * months of what is allocated are marked from the day of the last time on, so
 * months that have ended since are too.
 */
export async function markAccruals(
  { trx, nowMs }: RatingSlice,
  calendar: BillingCalendar,
): Promise<void> {
  const since = await accruedThrough(trx);
  if (nowMs - since < HOUR_MS) return;
  // The first time everything that there is has been marked when it came.
  const fromMs = since || calendar.monthBounds(calendar.monthOf(nowMs)).fromMs;
  const live: Array<{
    id: number;
    from_ms: number | string;
    to_ms: number | string | null;
  }> = await trx('allocations')
    .where('segment', '>=', 0)
    .where('from_ms', '<', nowMs)
    .where(open => open.whereNull('to_ms').orWhere('to_ms', '>', fromMs))
    .select('id', 'from_ms', 'to_ms');
  const months = live.flatMap(({ id, from_ms, to_ms }) =>
    dirtyBetween(calendar, id, {
      fromMs: Math.max(Number(from_ms), fromMs),
      toMs: Math.min(to_ms === null ? Infinity : Number(to_ms), nowMs),
    }),
  );
  await markDirty(trx, months, REASON);
  await keepCursor(trx, ACCRUED, String(nowMs));
}

/** Through when time has been charged for, or is marked to be. */
export async function accruedThrough(knex: Knex): Promise<number> {
  return Number((await findCursorValue(knex, ACCRUED)) ?? 0);
}
