import { databaseNow } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** The row of `cursors` that counts changes of costs. */
export const COST_CHANGES = 'cost-changes';

/**
 * The number that rows of `cost_days` bear which are written in this
 * transaction: every replica keeps costs in memory and reads what has a higher
 * number than the last that it knows.
 *
 * The counter is a row and no sequence, so whoever counts waits for whoever
 * counted before to commit, and numbers become visible in their order. Count
 * late in a transaction, because all others wait from then on.
 */
export async function nextCostChange(trx: Knex.Transaction): Promise<number> {
  const [row] = await trx('cursors')
    .where({ name: COST_CHANGES })
    .update({
      value: trx.raw('cast(cast(value as bigint) + 1 as varchar(255))'),
      moved_at: databaseNow(trx),
    })
    .returning('value');
  return Number(row.value);
}

/** The number of the last committed change, and when it was. */
export async function lastCostChange(
  knex: Knex,
): Promise<{ seq: number; at: number }> {
  const row = await knex('cursors').where({ name: COST_CHANGES }).first();
  return { seq: Number(row?.value ?? 0), at: Number(row?.moved_at ?? 0) };
}
