import type { OfferDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { localize, type LocalizedText } from '@dualcloud/foundation-common';
import type { FileLanguage } from '@dualcloud/foundation-node/printing';
import type { StoredRequest } from '../../requests';
import { type OfferTexts, textsOf } from './texts';

/** A part of an offer: paragraphs, or a table. */
export type OfferSection = {
  title: string;
  paragraphs?: string[];
  headings?: string[];
  rows?: string[][];
};

/** An offer in words, whatever it is written as. */
export type OfferDocument = {
  language: FileLanguage;
  texts: OfferTexts;
  title: string;
  isDraft: boolean;
  facts: Array<[label: string, value: string]>;
  sections: OfferSection[];
};

type Fields = Record<string, unknown>;

/** Says an offer in a language; pure. */
export function describeOffer(
  offer: OfferDetail,
  request: StoredRequest,
  language: FileLanguage,
): OfferDocument {
  const texts = textsOf(language);
  const { content, totals } = offer;
  const title = (text: LocalizedText | undefined) =>
    localize(text, language, '');
  const money = (amount: string) =>
    new Intl.NumberFormat(language, {
      style: 'currency',
      currency: totals.currency,
      maximumFractionDigits: 6,
    }).format(Number(amount));
  const day = (text: string) =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'long',
      timeZone: 'UTC',
    }).format(new Date(`${text}T00:00:00Z`));
  const facts: Array<[string, string | undefined]> = [
    [texts.request, `${request.number} ${request.title}`],
    [texts.version, String(offer.version)],
    [texts.customer, request.customerRef],
    [texts.service, title(content.service.titles)],
    [texts.effectiveFrom, day(offer.effectiveFrom)],
    [texts.validUntil, day(offer.validUntil)],
    [texts.oneTime, money(totals.oneTime)],
    [texts.monthly, money(totals.monthly)],
    [texts.firstYear, money(totals.firstYear)],
  ];
  return {
    language,
    texts,
    title: `${texts.offer}: ${title(content.titles)}`,
    isDraft: offer.state === 'draft',
    facts: facts.filter(
      (fact): fact is [string, string] => fact[1] !== undefined,
    ),
    sections: [
      { title: texts.scope, paragraphs: content.scope.split('\n') },
      ...(content.outOfScope
        ? [
            {
              title: texts.outOfScope,
              paragraphs: content.outOfScope.split('\n'),
            },
          ]
        : []),
      {
        title: texts.prices,
        headings: [texts.component, texts.kind, texts.price],
        rows: content.prices.components.map(component => {
          const { id, titles, type, price, pricePerHour, period } =
            component as Fields;
          return [
            title(titles as LocalizedText | undefined) || String(id),
            wordOf(texts, `${type}${period ? `.${period}` : ''}`),
            money(String(price ?? pricePerHour ?? 0)),
          ];
        }),
      },
      {
        title: texts.level,
        headings: [texts.objective, texts.target],
        rows: ((content.agreement.objectives ?? []) as Fields[]).map(one => [
          title(one.titles as LocalizedText | undefined) || String(one.type),
          targetOf(one),
        ]),
      },
      ...(content.schedule?.length
        ? [
            {
              title: texts.schedule,
              headings: [texts.step, texts.date],
              rows: content.schedule.map(step => [
                title(step.titles),
                day(step.date),
              ]),
            },
          ]
        : []),
      ...(content.notes
        ? [{ title: texts.notes, paragraphs: content.notes.split('\n') }]
        : []),
      {
        title: texts.decision,
        headings: [texts.by, texts.date],
        rows: offer.acceptances.map(({ by, at }) => [by, day(at.slice(0, 10))]),
      },
    ],
  };
}

function wordOf(texts: OfferTexts, key: string): string {
  return (texts.kinds as Record<string, string>)[key] ?? key;
}

function targetOf({ target, within, atMost }: Fields): string {
  if (target !== undefined && within === undefined) return `${target} %`;
  return String(within ?? atMost ?? '');
}
