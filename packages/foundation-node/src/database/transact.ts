import type { Knex } from 'knex';
import { isPostgres } from './databaseNow';

const RETRYABLE = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  'SQLITE_BUSY',
]);
const ATTEMPTS = 5;
const FROZEN_MS = 10_000;

/**
 * Runs a transaction, again where the database asks for it: two replicas that
 * lock the same rows in another order are no fault of the caller. `work` must
 * have no effect outside of the database.
 *
 * A process that freezes in the middle would hold its locks for as long as its
 * connection lives, and stop every other replica. PostgreSQL ends such a
 * transaction after a while.
 * @public
 */
export async function transact<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
  frozenAfterMs: number = FROZEN_MS,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await knex.transaction(async trx => {
        if (isPostgres(trx)) {
          await trx.raw(
            `set local idle_in_transaction_session_timeout = ${frozenAfterMs}`,
          );
        }
        return work(trx);
      });
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      const retry = typeof code === 'string' && RETRYABLE.has(code);
      if (!retry || attempt >= ATTEMPTS) throw error;
      await new Promise(resolve => {
        setTimeout(resolve, Math.random() * 50 * attempt);
      });
    }
  }
}

/**
 * Locks rows until the transaction ends, in the order of their ids so that two
 * lockers never wait for each other. SQLite has one writer and needs no lock.
 * @public
 */
export async function lockRows(
  trx: Knex.Transaction,
  table: string,
  ids: Array<string | undefined>,
): Promise<void> {
  const wanted = [...new Set(ids.filter(id => id !== undefined))];
  if (wanted.length === 0 || !isPostgres(trx)) return;
  await trx(table).select('id').whereIn('id', wanted).orderBy('id').forUpdate();
}
