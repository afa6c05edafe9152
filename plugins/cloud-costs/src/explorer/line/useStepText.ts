import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLanguage } from '@dualcloud/foundation-react';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';

/** As the backend has it; `params` are decimals. */
export type Step = {
  kind: string;
  params?: Record<string, string>;
  amount: string;
};

export type StepText = {
  /** Which rule. */
  rule: string;
  /** What to type into a pocket calculator; absent where nothing is reckoned. */
  calculation?: string;
};

// 5 January 1970 was a Monday.
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONDAY = Date.UTC(1970, 0, 5);
const MS_PER_DAY = 86_400_000;

function useDayNames(): (days: string) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    timeZone: 'UTC',
  });
  const list = new Intl.ListFormat(language, { type: 'unit' });
  return days =>
    list.format(
      days.split(',').map(day => {
        const index = WEEKDAYS.indexOf(day);
        return index < 0 ? day : format.format(MONDAY + index * MS_PER_DAY);
      }),
    );
}

/** Each step in words and as a calculation, in the reader's language. */
export function useStepText(currency: string): (step: Step) => StepText {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const dayNames = useDayNames();
  const number = (text = '0') => format.quantity(text);
  const price = (text = '0') => format.price(text, currency);

  /** Quantity by a price for one unit or for several. */
  const priced = (params: Record<string, string>) =>
    params.per === undefined || params.per === '1'
      ? `${number(params.quantity)} × ${price(params.price)}`
      : `${number(params.quantity)} ÷ ${number(params.per)} × ${price(
          params.price,
        )}`;
  const hourly = (params: Record<string, string>) =>
    `${number(params.seconds)} s ÷ ${number('3600')} × ${price(params.price)}`;

  const band = (params: Record<string, string>): StepText => ({
    rule:
      params.days === 'other'
        ? t('explorer.step.otherTimes')
        : t('explorer.step.band', {
            days: dayNames(params.days ?? ''),
            from: params.from,
            to: params.to,
          }),
    calculation: params.seconds === undefined ? priced(params) : hourly(params),
  });

  const tier = (params: Record<string, string>) =>
    params.to === undefined
      ? t('explorer.step.lastTier', { from: number(params.from) })
      : t('explorer.step.tier', {
          from: number(params.from),
          to: number(params.to),
        });

  const prorated = (params: Record<string, string>): StepText => {
    const share = (seconds?: string) =>
      `${price(params.price)} × ${number(seconds)} s ÷ ${number(
        params.ofSeconds,
      )} s`;
    return {
      rule: t('explorer.step.prorated', {
        period: t(periodKey(params.period)),
      }),
      calculation: params.secondsBefore
        ? `${share(params.seconds)} − ${share(params.secondsBefore)}`
        : share(params.seconds),
    };
  };

  return ({ kind, params = {} }) => {
    switch (kind) {
      case 'quantity':
        return {
          rule: t('explorer.step.quantity', {
            meter: params.meter,
            quantity: format.measured(
              params.quantity ?? '0',
              params.unit ?? '',
            ),
          }),
        };
      case 'allowance':
        return {
          rule: t('explorer.step.allowance', {
            free: number(params.free),
            billable: number(params.billable),
          }),
        };
      case 'price':
        return { rule: t('explorer.step.price'), calculation: priced(params) };
      case 'band':
        return band(params);
      case 'tier':
        return { rule: tier(params), calculation: priced(params) };
      case 'fee':
        return { rule: t('explorer.step.fee', { tier: tier(params) }) };
      case 'package':
        return {
          rule: t('explorer.step.package', { size: number(params.size) }),
          calculation: `${number(params.packages)} × ${price(params.price)}`,
        };
      case 'minimum':
        return {
          rule: t('explorer.step.minimum', { minimum: price(params.minimum) }),
        };
      case 'once':
        return { rule: t('explorer.step.once') };
      case 'periods':
        return {
          rule: t('explorer.step.periods', {
            period: t(periodKey(params.period)),
          }),
          calculation: `${number(params.periods)} × ${price(params.price)}`,
        };
      case 'prorated':
        return prorated(params);
      case 'hours':
        return { rule: t('explorer.step.hours'), calculation: hourly(params) };
      case 'rounding':
        return { rule: t('explorer.step.rounding') };
      case 'discount':
        return {
          rule: t('explorer.step.discount'),
          calculation: `−${price(params.base)} × ${number(params.percent)} %`,
        };
      default:
        return { rule: kind };
    }
  };
}

function periodKey(period = 'month') {
  switch (period) {
    case 'day':
      return 'explorer.step.period.day';
    case 'year':
      return 'explorer.step.period.year';
    default:
      return 'explorer.step.period.month';
  }
}
