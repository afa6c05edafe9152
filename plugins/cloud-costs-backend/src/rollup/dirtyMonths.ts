import type { Knex } from 'knex';

/** What must be rated again. */
export type DirtyMonth = { allocationId: number; month: number };

/** SQLite takes no more values in one statement than 32,766. */
const ROWS_IN_A_STATEMENT = 1_000;

/**
 * Notes that months must be rated again, in the transaction that gave the
 * reason. Whoever rates deletes the row first and reads afterwards, in one
 * transaction.
 *
 * A row that is there already is written again all the same: that locks it, so
 * whoever is about to delete it waits and then reads what this transaction
 * wrote. A plain "do nothing" would lose the note.
 */
export async function markDirty(
  trx: Knex.Transaction,
  months: DirtyMonth[],
  reason: string,
): Promise<void> {
  const byKey = new Map(
    months.map(entry => [`${entry.allocationId}:${entry.month}`, entry]),
  );
  // In one fixed order: two transactions never wait for each other's rows.
  const sorted = [...byKey.values()].sort(
    (a, b) => a.allocationId - b.allocationId || a.month - b.month,
  );
  const since = Date.now();
  for (let start = 0; start < sorted.length; start += ROWS_IN_A_STATEMENT) {
    await trx('dirty_months')
      .insert(
        sorted
          .slice(start, start + ROWS_IN_A_STATEMENT)
          .map(({ allocationId, month }) => ({
            allocation_id: allocationId,
            month,
            reason,
            since,
          })),
      )
      .onConflict(['allocation_id', 'month'])
      .merge(['reason']);
  }
}
