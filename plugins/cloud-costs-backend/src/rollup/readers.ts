import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { poolSize } from '../database';

/** Connections that must be left to others. */
const LEFT_TO_OTHERS = 3;

/**
 * How many transactions may read beside one that writes: none where the pool has
 * few connections, and none on SQLite, which has one.
 */
export function readersAtMost(knex: Knex, wanted: number): number {
  if (!isPostgres(knex)) return 0;
  return Math.max(0, Math.min(wanted, poolSize(knex) - 1 - LEFT_TO_OTHERS));
}

/**
 * Begins transactions that read, each on a connection of its own.
 *
 * They are begun before the one that writes, which then waits for no connection
 * while others wait, with theirs, for what it has locked.
 *
 * @param options - `frozenAfterMs`: a process that stands still for so long
 * loses them
 * @param work - what they read is as it is committed at each statement
 */
export async function withReaders<T>(
  knex: Knex,
  options: { count: number; frozenAfterMs: number },
  work: (readers: Knex.Transaction[]) => Promise<T>,
): Promise<T> {
  const { count, frozenAfterMs } = options;
  const begun = await Promise.allSettled(
    Array.from({ length: count }, () => beginReader(knex, frozenAfterMs)),
  );
  const readers = begun.flatMap(one =>
    one.status === 'fulfilled' ? [one.value] : [],
  );
  try {
    for (const one of begun) if (one.status === 'rejected') throw one.reason;
    return await work(readers);
  } finally {
    await Promise.allSettled(readers.map(reader => reader.commit()));
  }
}

async function beginReader(
  knex: Knex,
  frozenAfterMs: number,
): Promise<Knex.Transaction> {
  const reader = await knex.transaction({ readOnly: true });
  try {
    await reader.raw(
      `set local idle_in_transaction_session_timeout = ${frozenAfterMs}`,
    );
    return reader;
  } catch (error) {
    await reader.rollback().catch(() => {});
    throw error;
  }
}
