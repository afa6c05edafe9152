import type { StatementLine } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { invoiceTotals, taxOf } from '../invoices';
import { formatDecimal, toCents } from '../money';
import type { StatementSnapshot, StatementWithParties } from '../statements';
import { moneyText, numberText } from './format';
import { type Grouping, groupingsOf } from './groups';
import { type DocumentLanguage, textsOf } from './texts';

/** What a statement comes to, from the lines to what is to be paid. */
export type DocumentTotal = { label: string; value: string; strong?: boolean };

/** Lines added up in one way; its rows add up to the statement. */
export type DocumentOverview = {
  title: string;
  rows: Array<{ label: string; value: string }>;
};

/** What is due, in cents: with tax if it is an invoice. */
export function dueCents({
  statement,
  snapshot,
}: StatementWithParties): bigint {
  const totals = invoiceTotals(
    BigInt(statement.summary.payable),
    taxOf(snapshot),
  );
  return snapshot.billing === 'invoice' ? totals.gross : totals.net;
}

export function describeTotals(
  source: StatementWithParties,
  language: DocumentLanguage,
): DocumentTotal[] {
  const { statement, snapshot } = source;
  const texts = textsOf(language);
  const { summary, rounding = '0' } = statement;
  const { currency } = summary;
  const isInvoice = snapshot.billing === 'invoice';
  const tax = taxOf(snapshot);
  const { net, tax: taxed } = invoiceTotals(BigInt(summary.payable), tax);
  const exact = (micros: string) =>
    `${numberText(formatDecimal(BigInt(micros)), language, 2)} ${currency}`;
  const rounded = (cents: bigint) =>
    `${moneyText(cents, language)} ${currency}`;
  const percent = numberText(String(tax.percent ?? 0), language);
  return [
    { label: texts.exact, value: exact(summary.amount) },
    { label: texts.rounding, value: exact(rounding) },
    ...(isInvoice && tax.category === 'S'
      ? [
          { label: texts.total, value: rounded(net) },
          { label: `${texts.tax} ${percent} %`, value: rounded(taxed) },
        ]
      : []),
    {
      label: isInvoice ? texts.payable : texts.total,
      value: rounded(dueCents(source)),
      strong: true,
    },
  ];
}

/** By system, environment, service and stage, largest first. */
export function describeOverviews(
  lines: readonly StatementLine[],
  snapshot: StatementSnapshot,
  language: DocumentLanguage,
): DocumentOverview[] {
  const texts = textsOf(language);
  const { system, environment, service, stage } = groupingsOf(
    snapshot,
    language,
  );
  return [
    { title: texts.bySystem, rows: addUp(lines, system, language) },
    { title: texts.byEnvironment, rows: addUp(lines, environment, language) },
    { title: texts.byService, rows: addUp(lines, service, language) },
    { title: texts.byStage, rows: addUp(lines, stage, language) },
  ];
}

function addUp(
  lines: readonly StatementLine[],
  grouping: Grouping,
  language: DocumentLanguage,
): DocumentOverview['rows'] {
  const sums = new Map<string, { label: string; cents: bigint }>();
  for (const line of lines) {
    const { key, title: label } = grouping(line);
    const cents = sums.get(key)?.cents ?? 0n;
    sums.set(key, { label, cents: cents + toCents(BigInt(line.amount)) });
  }
  return [...sums.values()]
    .sort((a, b) => Number(b.cents > a.cents) - Number(a.cents > b.cents))
    .map(({ label, cents }) => ({ label, value: moneyText(cents, language) }));
}
