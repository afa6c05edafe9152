import { fromJson } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type BudgetPeriod, includes } from '../budgets/types';

/** Micro-units by budget and month, as decimal strings. */
export type ReservedAmounts = Record<string, Record<string, string>>;

/** A row of `reservations`. */
export type ReservationRow = {
  order_id: string;
  request: string;
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
      amounts: ReservedAmounts;
    }>,
  ) {}

  /** @param exceptOrder - whose own reservation does not count */
  of(budgetId: string, period: BudgetPeriod, exceptOrder?: string): bigint {
    let sum = 0n;
    for (const { orderId, amounts } of this.reservations) {
      if (orderId === exceptOrder) continue;
      for (const [month, amount] of Object.entries(amounts[budgetId] ?? {})) {
        if (includes(period, Number(month))) sum += BigInt(amount);
      }
    }
    return sum;
  }
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
    rows.map(row => ({
      orderId: row.order_id,
      amounts: fromJson<ReservedAmounts>(row.amounts),
    })),
  );
}
