import type { Knex } from 'knex';

/** Whether this is PostgreSQL; the only other engine that we support is SQLite. @public */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * SQL for the database's own clock in milliseconds since 1970, plus an offset.
 *
 * Replicas do not agree on the time, so whatever is compared across them (due
 * times, leases) is measured by the one clock that they share. On PostgreSQL
 * it is the statement's start and not the transaction's, which may be long ago,
 * and not `clock_timestamp()`, which keeps the planner from using an index.
 * @public
 */
export function databaseNow(knex: Knex, offsetMs = 0): Knex.Raw {
  const offset = Math.round(offsetMs);
  return isPostgres(knex)
    ? knex.raw(
        '((extract(epoch from statement_timestamp()) * 1000)::bigint + ?::bigint)',
        [offset],
      )
    : knex.raw(
        "(cast(round((julianday('now') - 2440587.5) * 86400000) as integer) + ?)",
        [offset],
      );
}

/** The database's clock, in milliseconds since 1970. @public */
export async function readDatabaseNow(knex: Knex): Promise<number> {
  const row = await knex.first({ now: databaseNow(knex) });
  return Number(row.now);
}
