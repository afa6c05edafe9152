import { TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { readersAtMost, withReaders } from './readers';

const databases = TestDatabases.create({
  ids: ['POSTGRES_18'],
  disableDocker: true,
});

/** Never connected. */
const withPool = (max: number) =>
  knexFactory({
    client: 'pg',
    connection: 'postgresql://nobody@localhost/nothing',
    pool: { min: 0, max },
  });

it('leaves connections to others', () => {
  expect(readersAtMost(withPool(10), 2)).toBe(2);
  expect(readersAtMost(withPool(5), 2)).toBe(1);
  expect(readersAtMost(withPool(4), 2)).toBe(0);
  expect(readersAtMost(withPool(1), 2)).toBe(0);
  expect(readersAtMost(withPool(10), 0)).toBe(0);
});

it('has one connection on SQLite', () => {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  expect(readersAtMost(knex, 2)).toBe(0);
});

describe('readers on PostgreSQL', () => {
  const options = { count: 2, frozenAfterMs: 1_000 };
  const connectionsOf = (knex: Knex) => knex.client.pool.numUsed();

  it('have connections of their own, cannot write, and give them back', async () => {
    const knex = await databases.init('POSTGRES_18');
    const read = async (reader: Knex.Transaction) =>
      (await reader.raw('select pg_backend_pid() as pid')).rows[0].pid;
    const pids = await withReaders(knex, options, async readers => {
      expect(connectionsOf(knex)).toBe(2);
      return Promise.all(readers.map(read));
    });
    expect(new Set(pids).size).toBe(2);
    expect(connectionsOf(knex)).toBe(0);
    const write = withReaders(knex, options, ([reader]) =>
      reader.raw('create table written (id int)'),
    );
    await expect(write).rejects.toThrow(/read-only transaction/);
    expect(connectionsOf(knex)).toBe(0);
  });

  it('are given back where not all could be begun', async () => {
    const knex = await databases.init('POSTGRES_18');
    let begun = 0;
    const short = new Proxy(knex, {
      get: (target, key, receiver) =>
        key === 'transaction'
          ? async (config: never) => {
              begun += 1;
              if (begun === 2) throw new Error('no connection is left');
              return target.transaction(config);
            }
          : Reflect.get(target, key, receiver),
    });
    const work = jest.fn();
    await expect(withReaders(short, options, work)).rejects.toThrow(
      'no connection is left',
    );
    expect(work).not.toHaveBeenCalled();
    expect(connectionsOf(knex)).toBe(0);
  });
});
