import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { integerArray } from '../database';
import type { ChargeChanges, CostDay, NewCharge } from './types';

/** SQLite takes 32,766 values in a statement and should be done with it soon. */
const SQLITE_ROWS = 200;

/** Writes charges only; `writeCostDays` follows, late in the transaction. */
export async function writeCharges(
  trx: Knex.Transaction,
  changes: ChargeChanges,
  ratedAt: number,
): Promise<void> {
  if (isPostgres(trx)) await writeToPostgres(trx, changes, ratedAt);
  else await writeToSqlite(trx, changes, ratedAt);
}

async function writeToPostgres(
  trx: Knex.Transaction,
  { removed, changed, added }: ChargeChanges,
  ratedAt: number,
): Promise<void> {
  if (removed.length) {
    await trx.raw('delete from charges where id = any(?::bigint[])', [
      integerArray(removed),
    ]);
  }
  if (changed.length) {
    await trx.raw(
      `update charges set amount = news.amount, quantity = news.quantity, rated_at = ?
       from unnest(?::bigint[], ?::bigint[], ?::text[]) as news (id, amount, quantity)
       where charges.id = news.id`,
      [
        ratedAt,
        integerArray(changed.map(({ id }) => id)),
        integerArray(changed.map(({ amount }) => amount)),
        integerArray(changed.map(({ quantity }) => quantity)),
      ],
    );
  }
  if (added.length) {
    const texts = (read: (row: NewCharge) => string) => added.map(read);
    const integers = (read: (row: NewCharge) => number | bigint) =>
      integerArray(added.map(read));
    await trx.raw(
      `insert into charges (allocation_id, day, month, billed_month, price_list_id, meter_id,
         component, type, quantity, unit, amount, currency, rated_at)
       select allocation_id, day, month, billed_month, price_list_id, nullif(meter_id, 0),
         component, type, quantity, unit, amount, currency, ?::bigint
       from unnest(?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[],
         ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])
         as news (allocation_id, day, month, billed_month, price_list_id, meter_id,
         component, type, quantity, unit, amount, currency)`,
      [
        ratedAt,
        integers(row => row.allocationId),
        integers(row => row.day),
        integers(row => row.month),
        integers(row => row.billedMonth),
        integers(row => row.priceListId),
        integers(row => row.meterId ?? 0),
        texts(row => row.component),
        texts(row => row.type),
        integers(row => row.quantity),
        texts(row => row.unit),
        integers(row => row.amount),
        texts(row => row.currency),
      ],
    );
  }
}

async function writeToSqlite(
  trx: Knex.Transaction,
  { removed, changed, added }: ChargeChanges,
  ratedAt: number,
): Promise<void> {
  for (const ids of inPortions(removed)) {
    await trx('charges').whereIn('id', ids).delete();
  }
  for (const { id, amount, quantity } of changed) {
    await trx('charges')
      .where({ id })
      .update({
        amount,
        quantity: String(quantity),
        rated_at: ratedAt,
      });
  }
  for (const rows of inPortions(added)) {
    await trx('charges').insert(
      rows.map(row => ({
        allocation_id: row.allocationId,
        day: row.day,
        month: row.month,
        billed_month: row.billedMonth,
        price_list_id: row.priceListId,
        component: row.component,
        type: row.type,
        meter_id: row.meterId,
        quantity: String(row.quantity),
        unit: row.unit,
        amount: row.amount,
        currency: row.currency,
        rated_at: ratedAt,
      })),
    );
  }
}

/** Writes what days cost. @param seq - from `nextCostChange` of the transaction */
export async function writeCostDays(
  trx: Knex.Transaction,
  days: CostDay[],
  seq: number,
): Promise<void> {
  if (isPostgres(trx)) {
    await trx.raw(
      `insert into cost_days (allocation_id, day, currency, amount, changed_seq)
       select news.*, ?::bigint from unnest(?::int[], ?::int[], ?::text[], ?::bigint[]) as news
       on conflict (allocation_id, day, currency)
       do update set amount = excluded.amount, changed_seq = excluded.changed_seq`,
      [
        seq,
        integerArray(days.map(({ allocationId }) => allocationId)),
        integerArray(days.map(({ day }) => day)),
        days.map(({ currency }) => currency),
        integerArray(days.map(({ amount }) => amount)),
      ],
    );
    return;
  }
  for (const portion of inPortions(days)) {
    await trx('cost_days')
      .insert(
        portion.map(({ allocationId, day, currency, amount }) => ({
          allocation_id: allocationId,
          day,
          currency,
          amount,
          changed_seq: seq,
        })),
      )
      .onConflict(['allocation_id', 'day', 'currency'])
      .merge(['amount', 'changed_seq']);
  }
}

function* inPortions<T>(values: T[]): Generator<T[]> {
  for (let start = 0; start < values.length; start += SQLITE_ROWS) {
    yield values.slice(start, start + SQLITE_ROWS);
  }
}
