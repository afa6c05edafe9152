import type { CustomerDiscount } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { divideRounded, parseDecimal } from '../money';
import type { ComponentContext } from './types';

const HUNDRED_PERCENT = 100_000_000n;

/** The discounts of a price list that an allocation's payer or agency has. */
export function discountsOf({
  segment,
  allocation,
}: Pick<ComponentContext, 'segment' | 'allocation'>): CustomerDiscount[] {
  return (segment.spec.discounts ?? []).filter(
    discount =>
      [allocation.payerRef, allocation.customerRef].includes(
        discount.customerRef,
      ) &&
      (!discount.serviceRefs ||
        discount.serviceRefs.includes(allocation.serviceRef)),
  );
}

/** What a discount takes off an amount; above zero for a charge. */
export function discountOn(amount: bigint, discount: CustomerDiscount): bigint {
  return divideRounded(
    amount * parseDecimal(discount.percent),
    HUNDRED_PERCENT,
  );
}

/** Days of a discount: of the sum so far, so that they add up to the month's. */
export function discountSeries(
  amounts: bigint[],
  discount: CustomerDiscount,
): bigint[] {
  let sum = 0n;
  let before = 0n;
  return amounts.map(amount => {
    sum += amount;
    const through = -discountOn(sum, discount);
    const difference = through - before;
    before = through;
    return difference;
  });
}

/** Under which component id a discount is charged. */
export function discountComponent(component: string, discount: string): string {
  return `${component}~${discount}`;
}
