import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** Numbers for people, by what they number: the letters that they begin with. */
const LETTERS = {
  requests: 'R',
  takeovers: 'T',
  incidents: 'INC',
  problems: 'PRB',
  changes: 'CHG',
} as const;

/** `R-2026-0001`; no number is given twice. */
export async function nextNumber(
  trx: Knex.Transaction,
  series: keyof typeof LETTERS,
  year: number,
): Promise<string> {
  const name = `${series}-${year}`;
  await trx('counters').insert({ name, value: 0 }).onConflict('name').ignore();
  if (isPostgres(trx)) await trx('counters').where({ name }).forUpdate();
  await trx('counters').where({ name }).increment('value', 1);
  const row = await trx('counters').where({ name }).first('value');
  return `${LETTERS[series]}-${year}-${String(row.value).padStart(4, '0')}`;
}
