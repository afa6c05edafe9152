import type {
  StatementLine,
  StatementState,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { invoiceTotals, taxOf } from '../invoices';
import { formatDecimal, toCents } from '../money';
import type { StatementSnapshot, StatementWithParties } from '../statements';
import {
  dayText,
  type DocumentLanguage,
  type DocumentTexts,
  monthText,
  numberText,
  quantityText,
  textsOf,
} from './texts';

/** A line as a document shows it. */
export type DocumentLine = {
  position: string;
  /** What, and below it where and why. */
  title: string;
  details: string[];
  quantity: string;
  amount: string;
};

/** Lines under a heading, and headings under headings. */
export type DocumentGroup = {
  title: string;
  groups: DocumentGroup[];
  lines: DocumentLine[];
  subtotal: string;
};

/** A statement as people read it; texts only, in their language. */
export type StatementDocument = {
  language: DocumentLanguage;
  texts: DocumentTexts;
  state: StatementState;
  isDraft: boolean;
  title: string;
  facts: Array<[label: string, value: string]>;
  seller: string[];
  payer: string[];
  groups: DocumentGroup[];
  totals: Array<{ label: string; value: string; strong?: boolean }>;
  notes: string[];
};

/** Puts a statement into words. */
export function describeStatement(
  { statement, snapshot }: StatementWithParties,
  language: DocumentLanguage,
): StatementDocument {
  const texts = textsOf(language);
  const { summary } = statement;
  const isInvoice = snapshot.billing === 'invoice';
  const isDraft = summary.state !== 'final';
  const kind = isInvoice ? texts.invoice : texts.allocation;
  const issued = issueDay(summary.finalisedAt, snapshot.timeZone);
  return {
    language,
    texts,
    state: summary.state,
    isDraft,
    title: `${kind} ${summary.number ?? `(${texts.draft})`}`,
    facts: [
      ...fact(texts.number, summary.number),
      ...fact(texts.month, monthText(summary.month, language)),
      ...fact(texts.date, issued && dayText(issued, language)),
      ...fact(texts.leitwegId, snapshot.payer.leitwegId),
      ...fact(
        texts.due,
        isInvoice && issued
          ? dayText(dueDay(issued, snapshot), language)
          : undefined,
      ),
    ],
    seller: sellerLines(snapshot, texts),
    payer: [snapshot.payer.name, ...addressLines(snapshot.payer)],
    groups: groupsOf(statement.lines, snapshot, language),
    totals: totalsOf({ statement, snapshot }, language),
    notes: [
      ...(isDraft ? [texts.preliminary] : []),
      ...(isInvoice && taxOf(snapshot).reason
        ? [taxOf(snapshot).reason ?? '']
        : []),
      ...(snapshot.priceLists.length > 0
        ? [
            `${texts.priceLists}: ${snapshot.priceLists
              .map(one => `${one.list} ${one.version}`)
              .join(', ')}`,
          ]
        : []),
      ...(statement.digest ? [`${texts.digest}: ${statement.digest}`] : []),
    ],
  };
}

/** The day on which a statement became final, in its time zone. */
export function issueDay(
  finalisedAt: string | undefined,
  timeZone: string,
): string | undefined {
  if (!finalisedAt) return undefined;
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(
    new Date(finalisedAt),
  );
}

export function dueDay(issued: string, snapshot: StatementSnapshot): string {
  const day = new Date(`${issued}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + (snapshot.paymentDays ?? 30));
  return day.toISOString().slice(0, 10);
}

/** What a line is for, in words. */
export function titleOf(
  line: StatementLine,
  language: DocumentLanguage,
): string {
  const texts = textsOf(language);
  if (line.kind === 'credit') return texts.credit;
  if (line.kind === 'reduction') return texts.reduction;
  const title = line.titles?.[language] ?? line.titles?.en ?? line.component;
  return line.type === 'discount' ? `${texts.discount}: ${title}` : title;
}

/** Where a line comes from and why it is there. */
export function detailsOf(
  line: StatementLine,
  language: DocumentLanguage,
): string[] {
  const texts = textsOf(language);
  const place = [line.instanceName, line.plan, line.stage]
    .filter(Boolean)
    .join(', ');
  const adjusted =
    line.kind === 'adjustment'
      ? `${texts.adjustmentOf} ${monthText(line.month, language)}`
      : '';
  const corrects = line.correctsStatement
    ? `${texts.corrects} ${line.correctsStatement}`
    : '';
  return [
    place,
    [adjusted, corrects].filter(Boolean).join(', '),
    line.reason ?? '',
  ].filter(Boolean);
}

/** How much of what; empty for a discount, which is of money. */
export function quantityOf(
  line: StatementLine,
  language: DocumentLanguage,
): string {
  return line.type === 'discount'
    ? ''
    : quantityText(line.quantity, line.unit, language);
}

/** Cents as a decimal: `-1234n` is `-12.34`. */
export function centsText(cents: bigint): string {
  const text = formatDecimal(cents, 2);
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

function groupsOf(
  lines: readonly StatementLine[],
  { titles }: StatementSnapshot,
  language: DocumentLanguage,
): DocumentGroup[] {
  const texts = textsOf(language);
  const named = (ref: string) => titles[ref] ?? ref;
  return groupBy(
    lines,
    [
      line => (line.systemRef ? named(line.systemRef) : texts.noSystem),
      line => line.environmentName ?? texts.noEnvironment,
      line => (line.serviceRef ? named(line.serviceRef) : texts.credits),
    ],
    language,
  );
}

function groupBy(
  lines: readonly StatementLine[],
  keys: Array<(line: StatementLine) => string>,
  language: DocumentLanguage,
): DocumentGroup[] {
  const [key, ...others] = keys;
  const found = new Map<string, StatementLine[]>();
  for (const line of lines) {
    const of = key(line);
    found.set(of, [...(found.get(of) ?? []), line]);
  }
  return [...found].map(([title, members]) => ({
    title,
    groups: others.length > 0 ? groupBy(members, others, language) : [],
    lines:
      others.length > 0 ? [] : members.map(line => present(line, language)),
    subtotal: money(
      members.reduce((sum, line) => sum + toCents(BigInt(line.amount)), 0n),
      language,
    ),
  }));
}

function present(
  line: StatementLine,
  language: DocumentLanguage,
): DocumentLine {
  return {
    position: String(line.position),
    title: titleOf(line, language),
    details: detailsOf(line, language),
    quantity: quantityOf(line, language),
    amount: money(toCents(BigInt(line.amount)), language),
  };
}

function totalsOf(
  { statement, snapshot }: StatementWithParties,
  language: DocumentLanguage,
): StatementDocument['totals'] {
  const texts = textsOf(language);
  const { summary, rounding = '0' } = statement;
  const { currency } = summary;
  const micros = (amount: string) =>
    `${numberText(formatDecimal(BigInt(amount)), language, 2)} ${currency}`;
  const tax = taxOf(snapshot);
  const totals = invoiceTotals(BigInt(summary.payable), tax);
  const rows: StatementDocument['totals'] = [
    { label: texts.exact, value: micros(summary.amount) },
    { label: texts.rounding, value: micros(rounding) },
  ];
  if (snapshot.billing === 'invoice' && tax.category === 'S') {
    rows.push(
      {
        label: texts.total,
        value: `${money(totals.net, language)} ${currency}`,
      },
      {
        label: `${texts.tax} ${numberText(
          String(tax.percent ?? 0),
          language,
        )} %`,
        value: `${money(totals.tax, language)} ${currency}`,
      },
    );
  }
  const due = snapshot.billing === 'invoice' ? totals.gross : totals.net;
  rows.push({
    label: snapshot.billing === 'invoice' ? texts.payable : texts.total,
    value: `${money(due, language)} ${currency}`,
    strong: true,
  });
  return rows;
}

function money(cents: bigint, language: DocumentLanguage): string {
  return numberText(centsText(cents), language, 2);
}

function fact(label: string, value: string | undefined): [string, string][] {
  return value ? [[label, value]] : [];
}

function sellerLines(
  { seller }: StatementSnapshot,
  texts: DocumentTexts,
): string[] {
  const { contact, vatId } = seller;
  const reach = [contact?.name, contact?.phone, contact?.email]
    .filter(Boolean)
    .join(', ');
  return [
    seller.name,
    ...addressLines(seller),
    ...(vatId ? [`${texts.vatId}: ${vatId}`] : []),
    ...(reach ? [`${texts.contact}: ${reach}`] : []),
    ...(seller.iban ? [`IBAN: ${seller.iban}`] : []),
  ].filter(Boolean);
}

function addressLines(party: StatementSnapshot['payer' | 'seller']): string[] {
  const town = [party.postCode, party.city].filter(Boolean).join(' ');
  return [party.street ?? '', town, party.country ?? ''].filter(Boolean);
}
