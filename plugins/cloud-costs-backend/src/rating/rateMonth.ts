import { componentSeries, unitOf } from './componentSeries';
import { contextsOf } from './contexts';
import { discountComponent, discountSeries, discountsOf } from './discounts';
import { MonthFrame } from './MonthFrame';
import type { ComponentContext, RatedCharge, RateInput } from './types';

/**
 * Rates a month of an allocation: what each price component costs on each day.
 *
 * It is a pure function of its input, in integers throughout. For each version
 * of a price list that holds in the month it adds up tiers, allowance and
 * minimum on their own, rounds once, and tells days by the difference of what
 * the month costs through one and through the day before. A day without
 * quantity and amount has no charge.
 */
export function rateMonth(input: RateInput): RatedCharge[] {
  const frame = MonthFrame.of(input.calendar, input.month);
  return contextsOf(input).flatMap(context => rateComponent(context, frame));
}

function rateComponent(
  context: ComponentContext,
  frame: MonthFrame,
): RatedCharge[] {
  const { component, segment } = context;
  const { quantities, amounts } = componentSeries(context);
  const charges: RatedCharge[] = [];
  const common = {
    priceListId: segment.priceListId,
    ...(component.type === 'usage' ? { meter: component.meter } : {}),
    unit: unitOf(context),
    currency: segment.spec.currency,
  };
  frame.days.forEach((day, index) => {
    if (quantities[index] === 0n && amounts[index] === 0n) return;
    charges.push({
      ...common,
      day,
      component: component.id,
      type: component.type,
      quantity: quantities[index],
      amount: amounts[index],
    });
  });
  for (const discount of discountsOf(context)) {
    discountSeries(amounts, discount).forEach((amount, index) => {
      if (amount === 0n) return;
      charges.push({
        ...common,
        day: frame.days[index],
        component: discountComponent(component.id, discount.id),
        type: 'discount',
        quantity: 0n,
        amount,
      });
    });
  }
  return charges;
}
