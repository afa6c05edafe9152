import type { Knex } from 'knex';
import type { Submittable } from 'pg';
import { toCopyData } from './copyData';
import { copyIn } from './copyIn';
import { COLUMNS } from './insertUsage';
import type { PlacedUsage } from './types';

/** A connection of the pool that is in a transaction; for `connection` of a raw statement. */
export type InTransaction = {
  query(text: string): Promise<unknown>;
  query(statement: Submittable): unknown;
};

/**
 * Runs a transaction that begins by inserting usage events by COPY, which takes
 * little more than half of what `insert` takes, but knows no `on conflict`.
 * PostgreSQL only.
 *
 * Each answer waits for this process's turn while the database has nothing to do.
 * So the transaction begins in the statement that copies, which knex's do not.
 *
 * @param events - each source and id once, none of them a correction
 * @param settings - statements that the transaction begins with
 * @param work - what else belongs to it
 * @throws PostgreSQL's unique violation (23505) if one of them is stored already
 */
export async function copyUsage(
  knex: Knex,
  events: readonly PlacedUsage[],
  settings: string,
  work: (transaction: InTransaction) => Promise<void>,
): Promise<void> {
  const text = `
    begin;
    ${settings};
    copy usage_events (${COLUMNS}, received_ms) from stdin (format binary)`;
  const data = toCopyData(events, Date.now());
  const connection: InTransaction = await knex.client.acquireConnection();
  try {
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error) => (error ? reject(error) : resolve());
      connection.query(copyIn(text, data, done));
    });
    await work(connection);
    await connection.query('commit');
  } catch (error) {
    // Where the connection is lost the server does it.
    await connection.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
