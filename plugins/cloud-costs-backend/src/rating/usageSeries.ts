import type { UsageComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { divideRounded } from '../money';
import type { Bands } from './bands';
import { usagePriceOf, type UsagePrice } from './compile';
import { MonthFrame } from './MonthFrame';
import type { ComponentContext, DaySeries } from './types';
import {
  atLeast,
  billable,
  packagesOf,
  roundExact,
  tieredAmount,
} from './usagePrice';

/** Usage of the window: of each hour of the month, and of each day. */
export type WindowUsage = { hours: bigint[]; days: bigint[] };

/**
 * Picks the usage of the window. An allocation may begin within an hour, whose
 * usage is all its own; versions of price lists begin with the hour.
 */
export function usageOfWindow(
  context: ComponentContext,
  frame: MonthFrame,
  meter: string,
): WindowUsage {
  const hours = new Array<bigint>(frame.hours).fill(0n);
  const days = frame.zeros();
  const first = Math.max(0, frame.hourIndex(context.windowFromMs));
  const end = Math.min(
    frame.hours,
    frame.hourIndex(context.windowToMs - 1) + 1,
  );
  for (const { hourMs, quantity } of context.usage.get(meter) ?? []) {
    const hour = frame.hourIndex(hourMs);
    if (hour >= first && hour < end) {
      hours[hour] += quantity;
      days[frame.dayOfHour[hour]] += quantity;
    }
  }
  return { hours, days };
}

/**
 * What a usage component costs on each day: F through the day less F through the
 * day before, where F is a function of all usage of the month so far, rounded
 * once. So the days add up to the month's price to the last micro-unit.
 *
 * The minimum, and the fee of the tier that begins at zero, are due on the first
 * day; usage then has to outgrow the minimum before it costs more.
 */
export function usageSeries(
  context: ComponentContext & { component: UsageComponent },
): DaySeries {
  const frame = MonthFrame.of(context.calendar, context.month);
  const { component, segment } = context;
  const price = usagePriceOf(component, segment.spec.timeZone);
  const usage = usageOfWindow(context, frame, component.meter);
  const first = frame.dayIndex(context.windowFromMs);

  const totals =
    price.model === 'flat'
      ? bandedTotals(price.bands, price.per, price.free, usage, frame)
      : cumulatedTotals(price, usage.days);
  const amounts = frame.zeros();
  let before = 0n;
  for (let day = first; day < totals.length; day += 1) {
    const through = atLeast(price.minimum, totals[day]);
    amounts[day] = through - before;
    before = through;
  }
  return { quantities: usage.days, amounts };
}

function cumulatedTotals(
  price: Exclude<UsagePrice, { model: 'flat' }>,
  days: bigint[],
): bigint[] {
  let sum = 0n;
  return days.map(quantity => {
    sum += quantity;
    const rest = billable(sum, price.free);
    return price.model === 'package'
      ? packagesOf(rest, price.size) * price.price
      : roundExact(tieredAmount(price, rest));
  });
}

/** The free allowance is used up in the order of time, hour by hour. */
function bandedTotals(
  bands: Bands,
  per: bigint,
  free: bigint,
  usage: WindowUsage,
  frame: MonthFrame,
): bigint[] {
  if (bands.prices.length === 1) {
    let sum = 0n;
    return usage.days.map(quantity => {
      sum += quantity;
      return divideRounded(billable(sum, free) * bands.prices[0], per);
    });
  }
  return numeratorsByDay(bands, free, usage, frame).map(numerator =>
    divideRounded(numerator, per),
  );
}

function numeratorsByDay(
  bands: Bands,
  free: bigint,
  usage: WindowUsage,
  frame: MonthFrame,
): bigint[] {
  const units = unitsByBand(bands, free, usage, frame);
  let numerator = 0n;
  return units.map(ofDay => {
    ofDay.forEach((quantity, band) => {
      numerator += quantity * bands.prices[band];
    });
    return numerator;
  });
}

/** Billable units of each day, by band. */
export function unitsByBand(
  bands: Bands,
  free: bigint,
  usage: WindowUsage,
  frame: MonthFrame,
): bigint[][] {
  const bandOf = bands.ofHours(frame);
  const units = frame.days.map(() =>
    new Array<bigint>(bands.prices.length).fill(0n),
  );
  let sum = 0n;
  let before = 0n;
  usage.hours.forEach((quantity, hour) => {
    if (quantity === 0n) return;
    sum += quantity;
    const through = billable(sum, free);
    units[frame.dayOfHour[hour]][bandOf[hour]] += through - before;
    before = through;
  });
  return units;
}
