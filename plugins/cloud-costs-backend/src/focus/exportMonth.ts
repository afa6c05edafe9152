import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import type { BillingCalendar } from '../calendar';
import { formatDecimal, parseDecimal } from '../money';
import type { PriceBook } from '../prices';
import { BilledReader, type FocusScope } from './BilledReader';
import { csvLine } from './csv';
import { FocusChecker, type FocusViolation, rulesOf } from './FocusChecker';
import type { FocusNames } from './FocusNames';
import { chargeRows, creditRow, type FocusContext } from './mapping';
import type { FocusRow } from './rules';

const CUSTOM_COLUMNS = ['x_PriceList', 'x_PriceListVersion'];

/** What became of an export. */
export type FocusOutcome = {
  rows: number;
  columns: number;
  violations: FocusViolation[];
  /** Also those that are not listed. */
  violationCount: number;
};

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
  const refs = new Set(
    [
      ...allocations,
      ...credits.flatMap(({ allocation, payerRef, systemRef }) => [
        { payerRef, systemRef },
        ...(allocation ? [allocation] : []),
      ]),
    ].flatMap(refsOf),
  );
  const context: FocusContext = {
    calendar: wish.calendar,
    names: await wish.names(refs),
    invoiceOf: ({ payerRef, currency }) =>
      invoices.get(`${payerRef} ${currency}`),
  };
  const table = FocusTable.create(wish.version, wish.file);
  for await (const charge of reader.charges(allocations)) {
    for (const row of chargeRows(charge, context)) await table.write(row);
  }
  for (const credit of credits) await table.write(creditRow(credit, context));
  return table.end(await reader.sums());
}

/** A file that is checked while it is written. */
class FocusTable {
  private rows = 0;
  private readonly billed = new Map<string, bigint>();

  private constructor(
    private readonly columns: string[],
    private readonly checker: FocusChecker,
    private readonly file: ReturnType<typeof createWriteStream>,
  ) {}

  static create(version: string, path: string): FocusTable {
    const columns = [
      ...rulesOf(version).columns.map(({ id }) => id),
      ...CUSTOM_COLUMNS,
    ];
    const file = createWriteStream(path);
    file.write(csvLine(columns));
    return new FocusTable(columns, FocusChecker.create(version, columns), file);
  }

  async write(all: FocusRow): Promise<void> {
    // Rows have the columns of all versions.
    const row = Object.fromEntries(
      this.columns.map(column => [column, all[column] ?? null]),
    );
    this.checker.check(row);
    this.rows += 1;
    const { BillingCurrency: currency, BilledCost: cost } = row;
    if (currency && cost) {
      this.billed.set(
        currency,
        (this.billed.get(currency) ?? 0n) + parseDecimal(cost),
      );
    }
    const line = csvLine(this.columns.map(column => row[column]));
    if (!this.file.write(line)) await once(this.file, 'drain');
  }

  async end(expected: Map<string, bigint>): Promise<FocusOutcome> {
    this.file.end();
    await finished(this.file);
    const violations = [...this.checker.violations];
    for (const currency of new Set([
      ...expected.keys(),
      ...this.billed.keys(),
    ])) {
      const billed = this.billed.get(currency) ?? 0n;
      const charged = expected.get(currency) ?? 0n;
      if (billed !== charged) {
        violations.push({
          row: this.rows,
          column: 'BilledCost',
          rule: 'sum',
          message: `adds up to ${formatDecimal(
            billed,
          )} ${currency}, but ${formatDecimal(charged)} is charged`,
        });
      }
    }
    const sums = violations.length - this.checker.violations.length;
    return {
      rows: this.rows,
      columns: this.columns.length,
      violations,
      violationCount: this.checker.total + sums,
    };
  }
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
