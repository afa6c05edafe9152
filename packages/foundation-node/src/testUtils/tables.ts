import type { Knex } from 'knex';

/** The tables of a plugin's database, sorted, without the database's own. */
export async function tablesOf(knex: Knex): Promise<string[]> {
  const rows: Array<{ name: string }> =
    knex.client.config.client === 'pg'
      ? await knex('pg_tables')
          .where('schemaname', 'public')
          .select({ name: 'tablename' })
      : await knex('sqlite_master').where('type', 'table').select('name');
  return rows
    .map(({ name }) => name)
    .filter(name => !/^(sqlite_|knex_)/.test(name))
    .sort();
}

/**
 * All that a plugin has stored: the rows of each of its tables, as texts and
 * sorted, so that two dumps can be compared and searched.
 * @public
 */
export async function dumpTables(
  knex: Knex,
): Promise<Record<string, string[]>> {
  const dump: Record<string, string[]> = {};
  for (const table of await tablesOf(knex)) {
    const rows: object[] = await knex(table);
    dump[table] = rows.map(row => JSON.stringify(row)).sort();
  }
  return dump;
}
