import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { formatDecimal, parseDecimal } from '../money';
import { csvLine } from './csv';
import { FocusChecker, type FocusViolation, rulesOf } from './FocusChecker';
import type { FocusRow } from './rules';

/** What became of an export. */
export type FocusOutcome = {
  rows: number;
  columns: number;
  violations: FocusViolation[];
  /** Also those that are not listed. */
  violationCount: number;
};

/** A file that is checked while it is written. */
export class FocusTable {
  private rows = 0;
  private readonly billed = new Map<string, bigint>();

  private constructor(
    private readonly columns: string[],
    private readonly checker: FocusChecker,
    private readonly file: ReturnType<typeof createWriteStream>,
  ) {}

  static create(version: string, path: string): FocusTable {
    const rules = rulesOf(version);
    const columns = [...rules.columns.map(({ id }) => id), ...rules.custom];
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
