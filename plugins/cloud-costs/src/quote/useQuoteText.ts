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

  /** A month, and in total: of what stays the same a month, the total alone. */
  const differences = (
    { currency, monthly, total }: Quote,
    before: NonNullable<Quote['current']>,
  ): string[] => {
    const aMonth = BigInt(monthly) - BigInt(before.monthly);
    const inTotal =
      total === undefined || before.total === undefined
        ? 0n
        : BigInt(total) - BigInt(before.total);
    const words = (difference: bigint, amount: string | undefined) => ({
      difference: format.change(difference, currency),
      before: format.money(amount ?? '0', currency),
    });
    return [
      ...(aMonth !== 0n || inTotal === 0n
        ? [t('quote.difference', words(aMonth, before.monthly))]
        : []),
      ...(inTotal !== 0n
        ? [t('quote.difference.total', words(inTotal, before.total))]
        : []),
    ];
  };

  return quote => {
    const { currency, monthly, oneTime, total, until, current } = quote;
    const money = (micros: string | bigint) => format.money(micros, currency);
    const others = [
      ...(current ? differences(quote, current) : []),
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
