import { fromJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type BudgetPeriod, includes } from '../budgets/types';

/** Micro-units by budget and month, as decimal strings. */
export type Amounts = Record<string, Record<string, string>>;

/** What is set aside for an item of an order. */
export type ReservedItem = {
  serviceRef: string;
  plan: string;
  /** The instance that it is about, or that has come of it. */
  instanceId?: string;
  /** What it costs whatever is used; nothing once the forecast knows the instance. */
  fees: Amounts;
  /** What it is expected to cost for what is used. */
  usage: Amounts;
};

/** A row of `reservations`. */
export type ReservationRow = {
  order_id: string;
  request: string;
  /** JSON: {@link ReservedItem}s. */
  amounts: string;
  created_at: number | string;
  expires_at: number | string;
  released_at: number | string | null;
};

/** What is set aside for orders at a time. */
export class Reserved {
  constructor(
    private readonly reservations: Array<{
      orderId: string;
      items: ReservedItem[];
    }>,
  ) {}

  /** @param exceptOrder - whose own reservation does not count */
  of(budgetId: string, period: BudgetPeriod, exceptOrder?: string): bigint {
    let sum = 0n;
    for (const { orderId, items } of this.reservations) {
      if (orderId === exceptOrder) continue;
      for (const { fees, usage } of items) {
        sum += inPeriod(fees[budgetId], period);
        sum += inPeriod(usage[budgetId], period);
      }
    }
    return sum;
  }
}

function inPeriod(
  byMonth: Record<string, string> | undefined,
  period: BudgetPeriod,
): bigint {
  return Object.entries(byMonth ?? {})
    .filter(([month]) => includes(period, Number(month)))
    .reduce((sum, [, amount]) => sum + BigInt(amount), 0n);
}

/** @param knex - a transaction, if nothing may change until it ends */
export async function readReserved(
  knex: Knex,
  nowMs: number,
): Promise<Reserved> {
  const rows: ReservationRow[] = await knex('reservations')
    .whereNull('released_at')
    .where('expires_at', '>', nowMs);
  return new Reserved(
    rows.map(row => ({ orderId: row.order_id, items: readItems(row) })),
  );
}

export function readItems({
  amounts,
}: Pick<ReservationRow, 'amounts'>): ReservedItem[] {
  return fromJson<ReservedItem[]>(amounts);
}
