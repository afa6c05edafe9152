import type { Knex } from 'knex';

/** How many connections a plugin's pool has at most. */
export function poolSize(knex: Knex): number {
  const { pool } = knex.client as { pool?: { max: number } };
  return pool?.max ?? 1;
}
