import type { Knex } from 'knex';

const RETRYABLE = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  'SQLITE_BUSY',
]);
const ATTEMPTS = 5;

/**
 * Runs a transaction, again where the database asks for it: two replicas that
 * lock the same rows in another order are no fault of the caller. `work` must
 * have no effect outside of the database.
 */
export async function transact<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await knex.transaction(work);
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
 */
export async function lockRows(
  trx: Knex.Transaction,
  table: 'orders' | 'environments' | 'instances' | 'operations' | 'bindings',
  ids: Array<string | undefined>,
): Promise<void> {
  const wanted = [...new Set(ids.filter(id => id !== undefined))];
  if (wanted.length === 0 || trx.client.config.client !== 'pg') return;
  await trx(table).select('id').whereIn('id', wanted).orderBy('id').forUpdate();
}
