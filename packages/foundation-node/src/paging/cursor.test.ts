import { TestDatabases } from '@backstage/backend-test-utils';
import { cutPage, page, pageSize, readCursor } from './cursor';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

it.each(databases.eachSupportedId())(
  'goes through everything once, newest first, also through equal times, on %s',
  async databaseId => {
    const knex = await databases.init(databaseId);
    await knex.schema.createTable('things', table => {
      table.string('id').primary();
      table.bigInteger('at').notNullable();
    });
    const rows = [1, 1, 1, 2, 2, 3, 3].map((at, n) => ({ id: `t${n}`, at }));
    await knex('things').insert(rows);
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const query = knex('things');
      page(query, { column: 'things.at', cursor, limit: 2 });
      const found: typeof rows = await query;
      const cut = cutPage(found, 2, ({ at }) => at);
      seen.push(...cut.rows.map(({ id }) => id));
      sizes.push(cut.rows.length);
      cursor = cut.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['t6', 't5', 't4', 't3', 't2', 't1', 't0']);
    expect(sizes).toEqual([2, 2, 2, 1]);
  },
);

it.each(['nonsense', '', Buffer.from('["1","x"]').toString('base64url')])(
  'refuses the cursor "%s"',
  cursor => {
    expect(() => readCursor(cursor)).toThrow(/begin without it/);
  },
);

it('makes a sensible size of what passes as an integer', () => {
  expect(pageSize(undefined)).toBe(50);
  expect(pageSize(undefined, 20)).toBe(20);
  expect(pageSize(0)).toBe(50);
  expect(pageSize(10_000)).toBe(500);
  expect(pageSize(7)).toBe(7);
});
