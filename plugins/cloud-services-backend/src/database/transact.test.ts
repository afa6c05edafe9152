import { TestDatabases } from '@backstage/backend-test-utils';
import { applyMigrations } from './applyMigrations';
import { lockRows, transact } from './transact';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const pause = (ms: number) =>
  new Promise(resolve => {
    setTimeout(resolve, ms);
  });

async function create(id: 'POSTGRES_18' | 'SQLITE_3') {
  const knex = await databases.init(id);
  await applyMigrations({ getClient: async () => knex });
  await knex('broker_status').insert([
    { name: 'a', state: 'ok' },
    { name: 'b', state: 'ok' },
  ]);
  const touch = (name: string, state: string) =>
    knex('broker_status').where({ name }).update({ state });
  return { knex, touch };
}

it('repeats what a deadlock has undone', async () => {
  const { knex } = await create('POSTGRES_18');
  const crossing = (first: string, second: string) =>
    transact(knex, async trx => {
      await trx('broker_status').where('name', first).update({ state: first });
      await pause(200);
      await trx('broker_status').where('name', second).update({ state: first });
    });
  await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
  const states = await knex('broker_status').distinct('state');
  expect(states).toHaveLength(1);
});

it('does not let a frozen process hold its locks', async () => {
  const { knex, touch } = await create('POSTGRES_18');
  const frozen = transact(
    knex,
    async trx => {
      await trx('broker_status').where('name', 'a').update({ state: 'frozen' });
      await pause(1_500);
      await trx('broker_status').where('name', 'a').first();
    },
    200,
  );
  const ended = frozen.then(
    () => 'committed',
    () => 'ended',
  );
  await pause(100);
  const begun = Date.now();
  await touch('a', 'free');
  expect(Date.now() - begun).toBeLessThan(1_300);
  expect(await ended).toBe('ended');
  expect(await knex('broker_status').where('state', 'free')).toHaveLength(1);
});

it('rolls back on SQLite too, and passes other errors on', async () => {
  const { knex } = await create('SQLITE_3');
  await expect(
    transact(knex, async trx => {
      await lockRows(trx, 'orders', ['x', undefined]);
      await trx('broker_status').update({ state: 'lost' });
      throw new Error('No');
    }),
  ).rejects.toThrow('No');
  expect(await knex('broker_status').where('state', 'lost')).toEqual([]);
});
