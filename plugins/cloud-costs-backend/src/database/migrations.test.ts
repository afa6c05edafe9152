import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { migrateUpDownUp } from '@dualcloud/foundation-node/testUtils';

jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@dualcloud/backstage-plugin-cloud-costs-backend',
  'migrations',
);
const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

it('is tried on every database that it is for', () => {
  expect(databases.eachSupportedId().flat()).toEqual([
    'POSTGRES_18',
    'SQLITE_3',
  ]);
});

describe.each(databases.eachSupportedId())('migrations on %p', databaseId => {
  it('go up, down to nothing, and up again to the same', async () => {
    const knex = await databases.init(databaseId);
    const tables = await migrateUpDownUp(knex, directory);
    expect(tables.up).toEqual(
      expect.arrayContaining(['allocations', 'charges', 'statements']),
    );
    expect(tables.down).toEqual([]);
    expect(tables.again).toEqual(tables.up);
  });

  it('keep what credits say when they get reasons in two languages, and when these go', async () => {
    const knex = await databases.init(databaseId);
    const reasons = { name: '20261128180000_credit_reasons.js' };
    const read = () => knex('credits').orderBy('id').select('id', 'reason');
    const grant = (id: string, change: object) =>
      knex('credits').insert({
        id,
        source: 'user',
        payer_ref: 'group:default/kraftfahrtamt',
        month: 202610,
        billed_month: 202610,
        amount: -1,
        currency: 'EUR',
        created_by: 'user:default/paul.richter',
        created_at: 0,
        ...change,
      });
    await knex.migrate.latest({ directory });
    await knex.migrate.down({ directory, ...reasons });
    await grant('a', { reason: 'Kulanz' });
    await knex.migrate.up({ directory, ...reasons });
    expect(await knex('credits').first('reason', 'reasons')).toEqual({
      reason: 'Kulanz',
      reasons: null,
    });
    await grant('b', {
      reason: 'Goodwill',
      reasons: JSON.stringify({ en: 'Goodwill', de: 'Kulanz' }),
    });
    await knex.migrate.down({ directory, ...reasons });
    expect(await read()).toEqual([
      { id: 'a', reason: 'Kulanz' },
      { id: 'b', reason: 'Goodwill' },
    ]);
  });

  it('find events by time, also where the first attempt was interrupted', async () => {
    const knex = await databases.init(databaseId);
    const byTime = { name: '20261129210000_events_by_time.js' };
    const indexes = async (): Promise<string[]> => {
      const rows = await (databaseId === 'POSTGRES_18'
        ? knex('pg_indexes')
            .where('tablename', 'usage_events')
            .select({ sql: 'indexdef' })
        : knex('sqlite_master')
            .where({ type: 'index', tbl_name: 'usage_events' })
            .whereNotNull('sql')
            .select('sql'));
      return rows.flatMap(
        ({ sql }: { sql: string }) =>
          /usage_events_(?:drill|time)_idx.*/
            .exec(sql)?.[0]
            .replace(/`/g, '') ?? [],
      );
    };
    const time =
      /^usage_events_time_idx .*\(allocation_id, ?time_ms, ?meter_id\)$/;
    await knex.migrate.latest({ directory });
    expect(await indexes()).toEqual([expect.stringMatching(time)]);
    await knex.migrate.down({ directory, ...byTime });
    expect(await indexes()).toEqual([
      expect.stringMatching(
        /^usage_events_drill_idx .*\(allocation_id, ?meter_id, ?time_ms\)$/,
      ),
    ]);
    await knex.raw('create index usage_events_time_idx on usage_events (seq)');
    await knex.migrate.up({ directory, ...byTime });
    expect(await indexes()).toEqual([expect.stringMatching(time)]);
  });
});
