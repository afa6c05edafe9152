import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  PriceComponent,
  PriceTier,
  TimeBand,
  UsageComponent,
  Weekday,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useCostFormat } from '../../format';
import { cloudCostsTranslationRef } from '../../translation';

const WEEK: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
// A week that began on a Monday, for the names of its days.
const MONDAY = Date.UTC(2024, 0, 1);
const MS_PER_DAY = 86_400_000;

/** What a component costs, the price first, then what else is to know of it. */
export type PriceText = { price: string; notes: string[] };

function usePrices(currency: string) {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const format = useCostFormat();
  const price = (decimal: string) => format.price(decimal, currency);
  const dayName = new Intl.DateTimeFormat(format.language, {
    weekday: 'short',
    timeZone: 'UTC',
  });
  const days = (names: Weekday[]) => {
    const at = WEEK.flatMap((name, index) =>
      names.includes(name) ? [index] : [],
    );
    const name = (index: number) =>
      dayName.format(new Date(MONDAY + index * MS_PER_DAY));
    const isRow = at.every((index, place) => index === at[0] + place);
    return isRow && at.length > 2
      ? `${name(at[0])}–${name(at[at.length - 1])}`
      : at.map(name).join(', ');
  };
  const band = (one: TimeBand) =>
    t('price.band', {
      days: days(one.days),
      from: one.from,
      to: one.to,
      price: price(one.price),
    });
  return {
    t,
    format,
    price,
    bands: (all?: TimeBand[]) => all?.map(band) ?? [],
  };
}

type Prices = ReturnType<typeof usePrices>;

function tierText(tier: PriceTier, unit: string, prices: Prices): string {
  const { t, format, price } = prices;
  const texts = {
    from: tier.to
      ? format.quantity(tier.from)
      : format.measured(tier.from, unit),
    to: format.measured(tier.to ?? '0', unit),
    price: price(tier.price),
  };
  const fee = tier.fee ? ` ${t('price.fee', { fee: price(tier.fee) })}` : '';
  if (!tier.to) return t('price.tierAbove', texts) + fee;
  return (
    (tier.from === '0'
      ? t('price.tierUpTo', texts)
      : t('price.tierBetween', texts)) + fee
  );
}

function usageText(component: UsageComponent, prices: Prices): PriceText {
  const { t, format, price, bands } = prices;
  const { unit, freeAllowance, minimum } = component;
  const units = format.perUnits(component.per ?? '1', unit);
  const notes = [
    ...(freeAllowance
      ? [
          t('price.allowance', {
            quantity: format.measured(freeAllowance, unit),
          }),
        ]
      : []),
    ...(minimum ? [t('price.minimum', { price: price(minimum) })] : []),
  ];
  switch (component.model) {
    case 'flat':
      return {
        price: t('price.perUnits', { price: price(component.price), units }),
        notes: [...bands(component.timeBands), ...notes],
      };
    case 'package':
      return {
        price: t('price.package', {
          price: price(component.price),
          size: format.measured(component.packageSize, unit),
        }),
        notes,
      };
    default:
      return {
        price: t(`price.model.${component.model}`, { units }),
        notes: [
          ...component.tiers.map(tier => tierText(tier, unit, prices)),
          ...notes,
        ],
      };
  }
}

/** Says in the language of the reader what price components cost. */
export function usePriceText(
  currency: string,
): (component: PriceComponent) => PriceText {
  const prices = usePrices(currency);
  const { t, price, bands } = prices;
  return component => {
    switch (component.type) {
      case 'one-time':
        return {
          price: t('price.oneTime', { price: price(component.price) }),
          notes: [],
        };
      case 'plan-change':
        return {
          price: t('price.planChange', { price: price(component.price) }),
          notes: [],
        };
      case 'recurring':
        return {
          price: t(`price.per.${component.period}`, {
            price: price(component.price),
          }),
          notes: [
            t(`price.proration.${component.proration}.${component.period}`),
          ],
        };
      case 'allocation':
        return {
          price: t('price.per.hour', { price: price(component.pricePerHour) }),
          notes: bands(component.timeBands),
        };
      default:
        return usageText(component, prices);
    }
  };
}
