import { TestDatabases } from '@backstage/backend-test-utils';
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
  await knex.schema.createTable('things', table => {
    table.string('id').primary();
    table.string('state').notNullable();
  });
  await knex('things').insert([
    { id: 'a', state: 'ok' },
    { id: 'b', state: 'ok' },
  ]);
  const touch = (thing: string, state: string) =>
    knex('things').where('id', thing).update({ state });
  return { knex, touch };
}

it('repeats what a deadlock has undone', async () => {
  const { knex } = await create('POSTGRES_18');
  const crossing = (first: string, second: string) =>
    transact(knex, async trx => {
      await trx('things').where('id', first).update({ state: first });
      await pause(200);
      await trx('things').where('id', second).update({ state: first });
    });
  await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
  const states = await knex('things').distinct('state');
  expect(states).toHaveLength(1);
});

it('does not let a frozen process hold its locks', async () => {
  const { knex, touch } = await create('POSTGRES_18');
  const frozen = transact(
    knex,
    async trx => {
      await trx('things').where('id', 'a').update({ state: 'frozen' });
      await pause(1_500);
      await trx('things').where('id', 'a').first();
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
  expect(await knex('things').where('state', 'free')).toHaveLength(1);
});

it('rolls back on SQLite too, and passes other errors on', async () => {
  const { knex } = await create('SQLITE_3');
  await expect(
    transact(knex, async trx => {
      await lockRows(trx, 'things', ['x', undefined]);
      await trx('things').update({ state: 'lost' });
      throw new Error('No');
    }),
  ).rejects.toThrow('No');
  expect(await knex('things').where('state', 'lost')).toEqual([]);
});
