import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { sumDays } from './aggregate';
import { mergeDays, toDelta } from './mergeDays';

/**
 * Moves the raw usage of a period from an allocation to another, together with
 * what it came to in `usage_days`. It works with differences, so what was added
 * up from raw usage that is no longer kept stays where it is.
 *
 * @param rolledUp - how far the rollup has come; its cursor is locked
 */
export async function moveDays(
  trx: Knex.Transaction,
  calendar: BillingCalendar,
  move: { from: number; to: number; fromMs: number; toMs: number },
  rolledUp: number,
): Promise<void> {
  const { from, to, fromMs, toMs } = move;
  const period = `allocation_id = ${from} and time_ms >= ${fromMs} and time_ms < ${toMs}`;
  const sums = await sumDays(trx, `${period} and seq <= ${rolledUp}`);
  await trx.raw(
    `update usage_events set allocation_id = ${to} where ${period}`,
  );
  const deltas = sums.map(toDelta);
  await mergeDays(
    trx,
    calendar,
    [
      ...deltas.map(delta => ({ ...delta, negative: true })),
      ...deltas.map(delta => ({ ...delta, allocationId: to })),
    ],
    'usage-moved',
  );
  for (const id of [from, to]) {
    await trx('allocations')
      .where({ id })
      .update({
        last_used_ms: trx('usage_events')
          .where('allocation_id', id)
          .where('seq', '<=', rolledUp)
          .max('time_ms'),
      });
  }
}
