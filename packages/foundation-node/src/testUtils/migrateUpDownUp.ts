import type { Knex } from 'knex';
import { tablesOf } from './tables';

/** What a plugin's migrations left after each way. @public */
export type MigratedTables = {
  /** After going up. */
  up: string[];
  /** After going all the way down. */
  down: string[];
  /** After going up again. */
  again: string[];
};

/**
 * Runs a plugin's migrations up, down and up again in an empty database.
 * @param directory - of the migrations
 * @returns the tables there were after each, without the databases' own
 * @public
 */
export async function migrateUpDownUp(
  knex: Knex,
  directory: string,
): Promise<MigratedTables> {
  await knex.migrate.latest({ directory });
  const up = await tablesOf(knex);
  await knex.migrate.rollback({ directory }, true);
  const down = await tablesOf(knex);
  await knex.migrate.latest({ directory });
  return { up, down, again: await tablesOf(knex) };
}
