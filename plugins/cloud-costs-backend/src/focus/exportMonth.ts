import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import { BilledReader, type FocusScope } from './BilledReader';
import type { FocusContext } from './cells';
import type { FocusNames } from './FocusNames';
import { FocusTable, type FocusOutcome } from './FocusTable';
import { chargeRows, creditRow, settlementRows } from './mapping';

export type FocusExport = {
  knex: Knex;
  calendar: BillingCalendar;
  book: PriceBook;
  /** Names for refs; called once. */
  names: (refs: Set<string>) => Promise<FocusNames>;
  month: number;
  version: string;
  scope: FocusScope;
  /** A path; only to be given away if nothing is violated. */
  file: string;
};

/**
 * Writes what is billed in a month to a file and checks every row of it on the
 * way: its columns, and that what is billed is what the database adds up to, to
 * the last micro-unit. All of it is read as of one instant.
 */
export async function exportMonth(wish: FocusExport): Promise<FocusOutcome> {
  const { knex } = wish;
  return knex.transaction(
    async trx => writeMonth({ ...wish, knex: trx }),
    isPostgres(knex)
      ? { isolationLevel: 'repeatable read', readOnly: true }
      : undefined,
  );
}

async function writeMonth(wish: FocusExport): Promise<FocusOutcome> {
  const { knex, month, scope, book } = wish;
  const reader = new BilledReader({ knex, month, scope, book });
  const allocations = await reader.allocations();
  const credits = await reader.credits();
  const invoices = await reader.invoices();
  const settlements = await reader.settlements();
  const refs = new Set(
    [
      ...allocations,
      ...credits.flatMap(({ allocation, payerRef, systemRef }) => [
        { payerRef, systemRef },
        ...(allocation ? [allocation] : []),
      ]),
      ...settlements.map(({ payerRef }) => ({ payerRef })),
    ].flatMap(refsOf),
  );
  const context: FocusContext = {
    calendar: wish.calendar,
    names: await wish.names(refs),
    invoiceOf: ({ payerRef, currency }) =>
      invoices.get(`${payerRef} ${currency}`),
  };
  const table = FocusTable.create(wish.version, wish.file);
  const discounts = new Map<string, bigint>();
  for await (const charge of reader.charges(allocations)) {
    const key = `${charge.allocation.payerRef} ${charge.currency}`;
    const less = charge.listCost - charge.contractedCost;
    discounts.set(key, (discounts.get(key) ?? 0n) + less);
    for (const row of chargeRows(charge, context)) await table.write(row);
  }
  for (const credit of credits) await table.write(creditRow(credit, context));
  for (const settlement of settlements) {
    const { payerRef, currency } = settlement;
    const discount = discounts.get(`${payerRef} ${currency}`) ?? 0n;
    for (const row of settlementRows(settlement, discount, context)) {
      await table.write(row);
    }
  }
  return table.end(await reader.sums());
}

function refsOf(parts: {
  payerRef: string;
  systemRef?: string;
  softwareProviderRef?: string;
  serviceRef?: string;
}): string[] {
  const { payerRef, systemRef, softwareProviderRef, serviceRef } = parts;
  return [payerRef, systemRef, softwareProviderRef, serviceRef].filter(
    ref => ref !== undefined,
  );
}
