import type { Knex } from 'knex';

/*
 * Many integers of our own for one statement. They are written into text: no
 * database takes any number of parameters, and the driver need not look through
 * each value for what to escape.
 */

/**
 * Rows to join with: `values (1,2),(3,4)`.
 *
 * @param rows - at least one
 */
export function integerRows(
  knex: Knex,
  rows: ReadonlyArray<readonly number[]>,
): Knex.Raw {
  return knex.raw(`values ${rows.map(row => `(${row})`).join(',')}`);
}

/** The text of an array of PostgreSQL's: `{1,2,3}`. */
export function integerArray(
  values: ReadonlyArray<number | bigint | string>,
): string {
  return `{${values.join(',')}}`;
}
