import { databaseNow } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** How far something has read. */
export type CursorName =
  | 'rollup'
  | 'lifecycle-feed'
  | 'allocations'
  | 'price-book';

export async function readCursorValue(
  knex: Knex,
  name: CursorName,
): Promise<string> {
  const row = await knex('cursors').where({ name }).first('value');
  if (!row) throw new Error(`the cursor "${name}" is missing`);
  return row.value;
}

/** Reads a cursor and keeps it from being moved until the transaction ends. */
export async function lockCursor(
  trx: Knex.Transaction,
  name: CursorName,
): Promise<string> {
  const row = await trx('cursors').where({ name }).forUpdate().first('value');
  if (!row) throw new Error(`the cursor "${name}" is missing`);
  return row.value;
}

export async function moveCursor(
  trx: Knex.Transaction,
  name: CursorName,
  value: string,
): Promise<void> {
  await trx('cursors')
    .where({ name })
    .update({ value, moved_at: databaseNow(trx) });
}
