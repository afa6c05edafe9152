import type {
  AllocationComponent,
  UsageComponent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { MICROS, parseDecimal } from '../money';
import { compileBands, type Bands } from './bands';

/** Everything in millionths and micro-units. */
export type Tier = { from: bigint; to?: bigint; price: bigint; fee: bigint };

/** The figures of a usage component, read once. */
export type UsagePrice = {
  per: bigint;
  free: bigint;
  minimum: bigint;
} & (
  | { model: 'flat'; bands: Bands }
  | { model: 'graduated' | 'volume'; tiers: Tier[] }
  | { model: 'package'; size: bigint; price: bigint }
);

const usagePrices = new WeakMap<UsageComponent, UsagePrice>();
const allocationPrices = new WeakMap<AllocationComponent, Bands>();

/** Components are parts of stored documents, which do not change: read once, kept. */
export function usagePriceOf(
  component: UsageComponent,
  timeZone: string,
): UsagePrice {
  let price = usagePrices.get(component);
  if (!price) {
    price = readUsagePrice(component, timeZone);
    usagePrices.set(component, price);
  }
  return price;
}

function readUsagePrice(
  component: UsageComponent,
  timeZone: string,
): UsagePrice {
  const common = {
    per: component.per === undefined ? MICROS : parseDecimal(component.per),
    free: parseDecimal(component.freeAllowance ?? '0'),
    minimum: parseDecimal(component.minimum ?? '0'),
  };
  switch (component.model) {
    case 'flat':
      return {
        ...common,
        model: 'flat',
        bands: compileBands(component.price, component.timeBands, timeZone),
      };
    case 'package':
      return {
        ...common,
        model: 'package',
        size: parseDecimal(component.packageSize),
        price: parseDecimal(component.price),
      };
    default:
      return {
        ...common,
        model: component.model,
        tiers: component.tiers.map(tier => ({
          from: parseDecimal(tier.from),
          to: tier.to === undefined ? undefined : parseDecimal(tier.to),
          price: parseDecimal(tier.price),
          fee: parseDecimal(tier.fee ?? '0'),
        })),
      };
  }
}

export function allocationPriceOf(
  component: AllocationComponent,
  timeZone: string,
): Bands {
  let bands = allocationPrices.get(component);
  if (!bands) {
    bands = compileBands(component.pricePerHour, component.timeBands, timeZone);
    allocationPrices.set(component, bands);
  }
  return bands;
}
