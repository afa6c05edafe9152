import { divideRounded } from '../money';
import type { StatementSnapshot } from '../statements';

/** How what is billed is taxed; EN 16931’s categories. */
export type StatementTax = NonNullable<StatementSnapshot['tax']>;

/** Not subject to value-added tax, unless the configuration says otherwise. */
const NOT_SUBJECT: StatementTax = {
  category: 'O',
  reason: 'Nicht steuerbare Leistung (not subject to VAT)',
};

/** How a statement is taxed. */
export function taxOf({ tax }: StatementSnapshot): StatementTax {
  return tax?.category === 'O'
    ? { ...NOT_SUBJECT, ...tax }
    : tax ?? NOT_SUBJECT;
}

const MICROS_IN_A_CENT = 10_000n;
const HUNDREDTHS_OF_PERCENT = 10_000n;

/** What an invoice comes to, in cents. */
export type InvoiceTotals = { net: bigint; tax: bigint; gross: bigint };

/** @param payable - micro-units, in whole cents */
export function invoiceTotals(
  payable: bigint,
  tax: StatementTax,
): InvoiceTotals {
  const net = payable / MICROS_IN_A_CENT;
  const percent = BigInt(Math.round((tax.percent ?? 0) * 100));
  const amount =
    tax.category === 'S'
      ? divideRounded(net * percent, HUNDREDTHS_OF_PERCENT)
      : 0n;
  return { net, tax: amount, gross: net + amount };
}
