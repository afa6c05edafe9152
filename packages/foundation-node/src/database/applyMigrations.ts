import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/**
 * Brings a plugin's tables up to date and hands out the connection. An operator
 * who runs migrations by other means switches this off in the configuration of
 * Backstage's database service.
 *
 * @param directory - the plugin's migrations, from `resolvePackagePath`
 * @public
 */
export async function applyMigrations(
  database: Pick<DatabaseService, 'getClient' | 'migrations'>,
  directory: string,
): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory });
  }
  return knex;
}
