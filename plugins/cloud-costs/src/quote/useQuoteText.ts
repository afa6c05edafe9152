import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Quote } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useFormat } from '@dualcloud/foundation-react';
import { useCostFormat } from '../format';
import { cloudCostsTranslationRef } from '../translation';

/** A quote in words: what it costs a month, then the rest. */
export type QuoteText = {
  monthly: string;
  others: string[];
  /** All of it in one text, with the budgets that it would break. */
  whole: string;
};

/** Says what something will cost. */
export function useQuoteText(): (quote: Quote) => QuoteText {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { date } = useFormat();
  const format = useCostFormat();
  return quote => {
    const { currency, monthly, oneTime, total, until, current } = quote;
    const money = (micros: string | bigint) => format.money(micros, currency);
    const difference = current && BigInt(monthly) - BigInt(current.monthly);
    const others = [
      ...(difference === undefined
        ? []
        : [
            t('quote.difference', {
              difference: format.change(difference, currency),
              before: money(current?.monthly ?? '0'),
            }),
          ]),
      ...(oneTime === '0' ? [] : [t('quote.once', { amount: money(oneTime) })]),
      ...(total && until
        ? [t('quote.total', { amount: money(total), day: date(until) })]
        : []),
    ];
    const broken = (quote.budgets ?? [])
      .filter(({ breaks }) => breaks)
      .map(({ name, refuses }) =>
        t(refuses ? 'quote.refusedBy' : 'quote.warnedBy', { name }),
      );
    return {
      monthly: t('quote.aMonth', { amount: money(monthly) }),
      others,
      whole: [
        t('quote.sentence', { amount: money(monthly) }),
        ...others,
        ...broken,
      ].join(' '),
    };
  };
}
