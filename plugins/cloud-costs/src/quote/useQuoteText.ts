import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Quote } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useFormat } from '@dualcloud/foundation-react';
import { useCostFormat } from '../format';
import { cloudCostsTranslationRef } from '../translation';

/** A quote in sentences: what it costs a month, then the rest. */
export type QuoteText = { monthly: string; others: string[] };

/** Says what something will cost. */
export function useQuoteText(): (quote: Quote) => QuoteText {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const { date } = useFormat();
  const format = useCostFormat();
  return ({ currency, monthly, oneTime, total, until, current }) => {
    const money = (micros: string | bigint) => format.money(micros, currency);
    const difference = current && BigInt(monthly) - BigInt(current.monthly);
    return {
      monthly: t('quote.aMonth', { amount: money(monthly) }),
      others: [
        ...(difference === undefined
          ? []
          : [
              t('quote.difference', {
                difference: format.change(difference, currency),
                before: money(current?.monthly ?? '0'),
              }),
            ]),
        ...(oneTime === '0'
          ? []
          : [t('quote.once', { amount: money(oneTime) })]),
        ...(total && until
          ? [t('quote.total', { amount: money(total), day: date(until) })]
          : []),
      ],
    };
  };
}
