import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@dualcloud/backstage-plugin-cloud-costs-backend',
  'migrations',
);
const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

async function tablesOf(knex: Knex): Promise<string[]> {
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

it('is tried on every database that it is for', () => {
  expect(databases.eachSupportedId().flat()).toEqual([
    'POSTGRES_18',
    'SQLITE_3',
  ]);
});

describe.each(databases.eachSupportedId())('migrations on %p', databaseId => {
  it('go up, down to nothing, and up again to the same', async () => {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory });
    const tables = await tablesOf(knex);
    expect(tables).toEqual(
      expect.arrayContaining(['allocations', 'charges', 'statements']),
    );

    await knex.migrate.rollback({ directory }, true);
    expect(await tablesOf(knex)).toEqual([]);

    await knex.migrate.latest({ directory });
    expect(await tablesOf(knex)).toEqual(tables);
  });
});
