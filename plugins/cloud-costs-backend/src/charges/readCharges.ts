import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { integerRows } from '../database';
import { type ChargedBefore, type ListBefore, usageLineKey } from '../rating';
import type { DirtyMonth } from '../rollup';
import type { StoredCharge } from './types';

type ChargeRow = {
  n: number;
  id: number | string;
  allocation_id: number;
  day: number;
  month: number;
  billed_month: number;
  price_list_id: number;
  component: string;
  type: string;
  meter_id: number | null;
  quantity: string;
  unit: string;
  amount: string;
  currency: string;
};

/**
 * The charges of months from the day on that they are rated from; amounts
 * beyond 2^53 stay exact.
 *
 * @returns in the order of the months
 */
export async function readCharges(
  trx: Knex.Transaction,
  months: DirtyMonth[],
): Promise<StoredCharge[][]> {
  const charges = months.map((): StoredCharge[] => []);
  if (months.length === 0) return charges;
  const wanted = months.map(({ allocationId, month, fromDay }, n) => [
    n,
    allocationId,
    fromDay,
    lastDayOf(month),
  ]);
  const rows: ChargeRow[] = await charged(trx, [], wanted).select(
    'n',
    'id',
    'charges.allocation_id',
    'day',
    'month',
    'billed_month',
    'price_list_id',
    'component',
    'type',
    'meter_id',
    'quantity',
    'unit',
    'currency',
    { amount: trx.raw('cast(amount as text)') },
  );
  for (const row of rows) charges[row.n].push(toCharge(row));
  return charges;
}

/**
 * What was charged by usage in months before the day that they are rated from.
 *
 * @param lists - of each month, see `RestOfMonth`
 * @returns in the order of the months
 */
export async function readChargedBefore(
  trx: Knex.Transaction,
  months: DirtyMonth[],
  lists: ListBefore[][],
): Promise<ChargedBefore[]> {
  const before = months.map(() => new Map<string, bigint>());
  const wanted = months.flatMap(({ allocationId, fromDay }, n) =>
    lists[n].map(({ priceListId, firstDay }) => [
      n,
      allocationId,
      firstDay,
      fromDay - 1,
      priceListId,
    ]),
  );
  if (wanted.length === 0) return before;
  // Many days come as one text. They are added up here: their sum may outgrow 64 bits.
  const list = isPostgres(trx) ? 'string_agg' : 'group_concat';
  const rows: Array<{
    n: number;
    price_list_id: number;
    component: string;
    quantities: string;
  }> = await charged(trx, ['price_list_id'], wanted)
    .whereRaw('charges.price_list_id = wanted.price_list_id')
    .where('type', 'usage')
    .groupBy('n', 'charges.price_list_id', 'component')
    .select('n', 'charges.price_list_id', 'component', {
      quantities: trx.raw(`${list}(quantity, ',')`),
    });
  for (const { n, price_list_id, component, quantities } of rows) {
    before[n].set(
      usageLineKey({ priceListId: price_list_id, component }),
      quantities
        .split(',')
        .reduce((sum, quantity) => sum + BigInt(quantity), 0n),
    );
  }
  return before;
}

/** @param wanted - a number, an allocation, its first and last day, and what `more` names */
function charged(trx: Knex.Transaction, more: string[], wanted: number[][]) {
  return trx
    .with(
      'wanted',
      ['n', 'allocation_id', 'first_day', 'last_day', ...more],
      integerRows(trx, wanted),
    )
    .from('wanted')
    .join('charges', 'charges.allocation_id', 'wanted.allocation_id')
    .whereRaw('day between first_day and last_day');
}

function lastDayOf(month: number): number {
  return month * 100 + 31;
}

function toCharge(row: ChargeRow): StoredCharge {
  return {
    id: String(row.id),
    allocationId: row.allocation_id,
    day: row.day,
    month: row.month,
    billedMonth: row.billed_month,
    priceListId: row.price_list_id,
    component: row.component,
    type: row.type,
    meterId: row.meter_id,
    quantity: BigInt(row.quantity),
    unit: row.unit,
    amount: BigInt(row.amount),
    currency: row.currency,
  };
}
