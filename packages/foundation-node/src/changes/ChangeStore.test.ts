import { TestDatabases } from '@backstage/backend-test-utils';
import { createFoundationTables } from '../database';
import { ChangeStore } from './ChangeStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('ChangeStore on %p', databaseId => {
  const create = async () => {
    const knex = await databases.init(databaseId);
    await createFoundationTables(knex);
    return { knex, changes: ChangeStore.create(knex) };
  };

  it('has one row for each object, moved to the end when it changes', async () => {
    const { knex, changes } = await create();
    const touch = (kind: 'environment' | 'instance', id: string) =>
      knex.transaction(trx => changes.touch(trx, kind, id));
    await touch('environment', 'a');
    await touch('instance', 'b');
    await touch('instance', 'a');
    const before = await changes.list({ after: 0, limit: 10 });
    expect(before.map(({ kind, id }) => [kind, id])).toEqual([
      ['environment', 'a'],
      ['instance', 'b'],
      ['instance', 'a'],
    ]);
    await touch('environment', 'a');
    const after = await changes.list({ after: before[2].seq, limit: 10 });
    expect(after.map(({ kind, id }) => [kind, id])).toEqual([
      ['environment', 'a'],
    ]);
    expect(await changes.list({ after: 0, limit: 2 })).toHaveLength(2);
    expect(await changes.list({ after: 0, limit: 10 })).toHaveLength(3);
  });

  it('is read page by page, and refuses cursors that it never gave', async () => {
    const { knex, changes } = await create();
    for (const id of ['a', 'b', 'c']) {
      await knex.transaction(trx => changes.touch(trx, 'instance', id));
    }
    const first = await changes.page({ limit: 2 });
    expect(first).toMatchObject({
      changes: [{ id: 'a' }, { id: 'b' }],
      more: true,
    });
    const rest = await changes.page({ after: first.cursor });
    expect(rest).toMatchObject({ changes: [{ id: 'c' }], more: false });
    const end = await changes.page({ after: rest.cursor });
    expect(end).toEqual({ changes: [], cursor: rest.cursor, more: false });
    await expect(changes.page({ after: 'yesterday' })).rejects.toThrow(
      'is not a cursor that this feed gave',
    );
  });

  it('shows a reader nothing before what came earlier', async () => {
    const { knex, changes } = await create();
    const seen: number[] = [];
    let cursor = 0;
    let writing = true;
    const reader = (async () => {
      while (writing || seen.length < 100) {
        const page = await changes.list({ after: cursor, limit: 7 });
        page.forEach(({ seq }) => seen.push(seq));
        cursor = page.at(-1)?.seq ?? cursor;
        await new Promise(resolve => {
          setTimeout(resolve, 1);
        });
      }
    })();
    await Promise.all(
      [0, 1, 2, 3].map(async writer => {
        for (let n = 0; n < 25; n += 1) {
          await knex.transaction(async trx => {
            await changes.touch(trx, 'instance', `${writer}-${n}`);
            await trx.raw('select 1');
          });
        }
      }),
    );
    writing = false;
    await reader;
    expect(seen).toHaveLength(100);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });
});
