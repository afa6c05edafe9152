import { TestDatabases } from '@backstage/backend-test-utils';
import { createFoundationTables } from '../database';
import { IdempotencyStore } from './IdempotencyStore';
import { readKey } from './readKey';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  const create = async () => {
    const knex = await databases.init(databaseId);
    await createFoundationTables(knex);
    await knex.schema.createTable('effects', table => table.string('what'));
    const store = new IdempotencyStore(knex);
    const wish = (body: unknown, actor = 'user:default/jana.brandt') =>
      store.once(
        { actor, key: 'key-of-a-wish', route: 'POST /orders', body },
        async () => 'prepared',
        async (trx, prepared) => {
          await trx('effects').insert({ what: prepared });
          return { status: 202, response: { id: 'order-1' } };
        },
      );
    return { knex, store, wish };
  };

  it('has one effect, and the same answer for everybody who repeats the wish', async () => {
    const { knex, wish } = await create();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        wish(n % 2 ? { a: 1, b: [2] } : { b: [2], a: 1, c: undefined }),
      ),
    );
    expect(await knex('effects')).toHaveLength(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    for (const { status, response } of answers) {
      expect([status, response]).toEqual([202, { id: 'order-1' }]);
    }
    // Somebody else's key is another key.
    await wish({ a: 1 }, 'user:default/tobias.lenz');
    expect(await knex('effects')).toHaveLength(2);
  });

  it('refuses the key for another wish, and forgets it after a week', async () => {
    const { knex, store, wish } = await create();
    await wish({ a: 1 });
    await expect(wish({ a: 2 })).rejects.toMatchObject({ statusCode: 422 });
    expect(await store.forgetOld()).toBe(0);
    await knex('idempotency_keys').update({ created_at: 1 });
    expect(await store.forgetOld()).toBe(1);
    expect((await wish({ a: 2 })).repeated).toBe(false);
  });

  it('remembers no refusal, and undoes what was done before it', async () => {
    const { knex, store } = await create();
    const wish = {
      actor: 'a',
      key: 'key-of-a-wish',
      route: 'POST /orders',
      body: {},
    };
    await expect(
      store.once(
        wish,
        async () => 'prepared',
        async trx => {
          await trx('effects').insert({ what: 'undone' });
          throw new Error('refused');
        },
      ),
    ).rejects.toThrow('refused');
    expect(await knex('effects')).toEqual([]);
    expect(await knex('idempotency_keys')).toEqual([]);
  });
});

it.each(['', 'short', 'x'.repeat(201), 'umläute-are-no-ascii'])(
  'refuses the key "%s"',
  key => {
    expect(() => readKey({ header: () => key })).toThrow(
      'Idempotency-Key: must consist of 8 to 200 printable ASCII characters',
    );
  },
);
