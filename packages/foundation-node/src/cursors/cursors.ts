import type { Knex } from 'knex';
import { databaseNow } from '../database';

/*
 * How far something has read, and counts of changes by which caches know that
 * they are outdated: the rows of a plugin's table `cursors` (name, value,
 * moved_at), which its first migration fills. A plugin names its cursors in a
 * type and passes it as the type parameter.
 */

/**
 * The value of a cursor.
 * @throws Error if the plugin's migrations have not made it
 * @public
 */
export async function readCursorValue<TName extends string = string>(
  knex: Knex,
  name: TName,
): Promise<string> {
  const row = await knex('cursors').where({ name }).first('value');
  return valueOf(row, name);
}

/** The value of a cursor that no migration makes; undefined until it is first kept. @public */
export async function findCursorValue(
  knex: Knex,
  name: string,
): Promise<string | undefined> {
  const row = await knex('cursors').where({ name }).first('value');
  return row?.value;
}

/** Sets a cursor, and makes it the first time. @public */
export async function keepCursor(
  knex: Knex,
  name: string,
  value: string,
): Promise<void> {
  await knex('cursors')
    .insert({ name, value, moved_at: databaseNow(knex) })
    .onConflict('name')
    .merge();
}

/** Reads a cursor and keeps it from being moved until the transaction ends. @public */
export async function lockCursor<TName extends string = string>(
  trx: Knex.Transaction,
  name: TName,
): Promise<string> {
  const row = await trx('cursors').where({ name }).forUpdate().first('value');
  return valueOf(row, name);
}

/** @public */
export async function moveCursor<TName extends string = string>(
  trx: Knex.Transaction,
  name: TName,
  value: string,
): Promise<void> {
  await trx('cursors')
    .where({ name })
    .update({ value, moved_at: databaseNow(trx) });
}

/** Counts one change more; whoever counts the same waits for this transaction's end. @public */
export async function countChange<TName extends string = string>(
  trx: Knex.Transaction,
  name: TName,
): Promise<void> {
  const before = Number(await lockCursor(trx, name));
  await moveCursor(trx, name, String(before + 1));
}

function valueOf(row: { value: string } | undefined, name: string): string {
  if (!row) throw new Error(`the cursor "${name}" is missing`);
  return row.value;
}
