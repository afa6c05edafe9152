import type { UsageComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { divideRounded, formatDecimal } from '../money';
import { usagePriceOf, type UsagePrice } from './compile';
import type { ExplanationStep } from './explainComponent';
import { MonthFrame } from './MonthFrame';
import type { ComponentContext } from './types';
import {
  billable,
  hasEntered,
  packagesOf,
  tierOf,
  withinTier,
} from './usagePrice';
import { unitsByBand, usageByDay } from './usageSeries';

type UsageContext = ComponentContext & { component: UsageComponent };

/** `quantity`, `allowance`, then what the model asks for, and `minimum`. */
export function usageSteps(context: UsageContext): ExplanationStep[] {
  const frame = MonthFrame.of(context.calendar, context.month);
  const { component, segment } = context;
  const price = usagePriceOf(component, segment.spec.timeZone);
  const total = usageByDay(context, frame, component.meter).reduce(
    (sum, quantity) => sum + quantity,
    0n,
  );
  const rest = billable(total, price.free);
  const steps: ExplanationStep[] = [
    {
      kind: 'quantity',
      params: {
        quantity: formatDecimal(total),
        unit: component.unit,
        meter: component.meter,
      },
      amount: 0n,
    },
  ];
  if (price.free > 0n) {
    steps.push({
      kind: 'allowance',
      params: {
        free: formatDecimal(price.free),
        billable: formatDecimal(rest),
      },
      amount: 0n,
    });
  }
  steps.push(...modelSteps(context, price, rest, frame));
  const sum = steps.reduce((all, step) => all + step.amount, 0n);
  if (price.minimum > sum) {
    steps.push({
      kind: 'minimum',
      params: { minimum: formatDecimal(price.minimum) },
      amount: price.minimum - sum,
    });
  }
  return steps;
}

function modelSteps(
  context: UsageContext,
  price: UsagePrice,
  rest: bigint,
  frame: MonthFrame,
): ExplanationStep[] {
  switch (price.model) {
    case 'flat':
      return price.bands.prices.length > 1
        ? bandSteps(context, price, frame)
        : [priced('price', {}, rest, price.bands.prices[0], price.per)];
    case 'package': {
      const packages = packagesOf(rest, price.size);
      return [
        {
          kind: 'package',
          params: {
            packages: String(packages),
            size: formatDecimal(price.size),
            price: formatDecimal(price.price),
          },
          amount: packages * price.price,
        },
      ];
    }
    default:
      return tierSteps(price, rest);
  }
}

function priced(
  kind: string,
  params: Record<string, string>,
  quantity: bigint,
  price: bigint,
  per: bigint,
): ExplanationStep {
  return {
    kind,
    params: {
      ...params,
      quantity: formatDecimal(quantity),
      price: formatDecimal(price),
      per: formatDecimal(per),
    },
    amount: divideRounded(quantity * price, per),
  };
}

/** `other` is outside of all bands. */
function bandSteps(
  context: UsageContext,
  price: Extract<UsagePrice, { model: 'flat' }>,
  frame: MonthFrame,
): ExplanationStep[] {
  const { component } = context;
  const bands = component.model === 'flat' ? component.timeBands ?? [] : [];
  const days = unitsByBand(context, price, frame);
  return price.bands.prices.flatMap((bandPrice, index) => {
    const quantity = days.reduce((sum, day) => sum + day[index], 0n);
    if (quantity === 0n) return [];
    const band = bands[index - 1];
    return [
      priced(
        'band',
        band
          ? { days: band.days.join(','), from: band.from, to: band.to }
          : { days: 'other' },
        quantity,
        bandPrice,
        price.per,
      ),
    ];
  });
}

function tierSteps(
  price: Extract<UsagePrice, { model: 'graduated' | 'volume' }>,
  rest: bigint,
): ExplanationStep[] {
  const tiers =
    price.model === 'volume'
      ? [tierOf(price.tiers, rest)]
      : price.tiers.filter(tier => hasEntered(rest, tier));
  return tiers.flatMap(tier => {
    const params = {
      from: formatDecimal(tier.from),
      ...(tier.to === undefined ? {} : { to: formatDecimal(tier.to) }),
    };
    const quantity = price.model === 'volume' ? rest : withinTier(rest, tier);
    const step = priced('tier', params, quantity, tier.price, price.per);
    return tier.fee === 0n
      ? [step]
      : [
          step,
          {
            kind: 'fee',
            params: { ...params, fee: formatDecimal(tier.fee) },
            amount: tier.fee,
          },
        ];
  });
}
