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
  if (count === 0) return work([]);
  return knex.transaction(
    async reader => {
      await reader.raw(
        `set local idle_in_transaction_session_timeout = ${frozenAfterMs}`,
      );
      return withReaders(knex, { ...options, count: count - 1 }, others =>
        work([reader, ...others]),
      );
    },
    { readOnly: true },
  );
}
