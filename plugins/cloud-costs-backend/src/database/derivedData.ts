import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/**
 * Sets up a transaction that writes only what is worked out from something
 * stored, and is worked out again if the transaction is lost; until it ends.
 *
 * Its commit does not wait for the disk: a crash of the database may undo it, as
 * a whole, and only with everything that was committed after it.
 *
 * It joins by index, as it looks up a known number of rows by their keys.
 * PostgreSQL would rather read all of a table for a few hundred of them, as if
 * each had to come from a disk.
 * It adds up by hash, as what belongs together is much less than what is read,
 * which PostgreSQL cannot know and would sort.
 */
export async function writesDerivedData(trx: Knex.Transaction): Promise<void> {
  if (!isPostgres(trx)) return;
  await trx.raw(
    `set local synchronous_commit to off;
     set local enable_hashjoin to off;
     set local enable_mergejoin to off;
     set local enable_sort to off`,
  );
}
