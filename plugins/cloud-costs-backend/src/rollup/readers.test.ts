import knexFactory from 'knex';
import { readersAtMost } from './readers';

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
