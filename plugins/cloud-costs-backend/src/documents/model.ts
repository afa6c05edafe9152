import { taxOf } from '../invoices';
import type { StatementWithParties } from '../statements';
import { dueDay, issueDay } from './dates';
import { dayText, monthText, paymentText } from './format';
import { describeGroups, type DocumentGroup } from './groups';
import { describeParties, type DocumentParties } from './parties';
import {
  describeOverviews,
  describeTotals,
  type DocumentOverview,
  type DocumentTotal,
  dueCents,
} from './sums';
import { type DocumentLanguage, type DocumentTexts, textsOf } from './texts';

/** A statement as people read it; texts only, in their language. */
export type StatementDocument = {
  language: DocumentLanguage;
  texts: DocumentTexts;
  currency: string;
  isDraft: boolean;
  title: string;
  parties: DocumentParties;
  facts: Array<[label: string, value: string]>;
  totals: DocumentTotal[];
  /** What there is to do about it. */
  payment?: string;
  overviews: DocumentOverview[];
  groups: DocumentGroup[];
  notes: string[];
};

/** Puts a statement into words. */
export function describeStatement(
  source: StatementWithParties,
  language: DocumentLanguage,
): StatementDocument {
  const { statement, snapshot } = source;
  const texts = textsOf(language);
  const { number, month, currency, state, finalisedAt } = statement.summary;
  const isInvoice = snapshot.billing === 'invoice';
  const kind = isInvoice ? texts.invoice : texts.allocation;
  const issued = issueDay(finalisedAt, snapshot.timeZone);
  const due = isInvoice && issued ? dueDay(issued, snapshot) : undefined;
  const facts: Array<[string, string | undefined]> = [
    [texts.number, number],
    [texts.date, issued && dayText(issued, language)],
    [texts.period, monthText(month, language)],
    [texts.leitwegId, snapshot.payer.leitwegId],
    [texts.due, due && dayText(due, language)],
  ];
  return {
    language,
    texts,
    currency,
    isDraft: state !== 'final',
    title: `${kind} ${number ?? `(${texts.draft})`}`,
    parties: describeParties(snapshot, texts, language),
    facts: facts.flatMap(([label, value]) => (value ? [[label, value]] : [])),
    totals: describeTotals(source, language),
    ...(due &&
      number && {
        payment: paymentText(
          {
            cents: dueCents(source),
            currency,
            day: due,
            number,
            iban: snapshot.seller.iban ?? '',
          },
          language,
        ),
      }),
    overviews: describeOverviews(statement.lines, snapshot, language),
    groups: describeGroups(statement.lines, snapshot, language),
    notes: describeNotes(source, texts),
  };
}

function describeNotes(
  { statement, snapshot }: StatementWithParties,
  texts: DocumentTexts,
): string[] {
  const reason =
    snapshot.billing === 'invoice' ? taxOf(snapshot).reason : undefined;
  const priceLists = snapshot.priceLists
    .map(({ list, version }) => `${list} ${version}`)
    .join(', ');
  const { digest } = statement;
  return [
    statement.summary.state !== 'final' ? texts.preliminary : '',
    reason ?? '',
    priceLists && `${texts.priceLists}: ${priceLists}`,
    digest ? `${texts.digest}: ${digest}` : '',
  ].filter(Boolean);
}
