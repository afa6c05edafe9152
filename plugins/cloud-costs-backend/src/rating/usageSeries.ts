import type { UsageComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { divideRounded } from '../money';
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

type FlatPrice = Extract<UsagePrice, { model: 'flat' }>;

/**
 * Adds up the usage of the window by what each hour belongs to. An allocation
 * may begin within an hour, whose usage is all its own; versions of price lists
 * begin with the hour.
 *
 * This is where rating spends its time. What belongs together mostly comes
 * together, so it is added up first and written once.
 */
function sumBy(
  context: ComponentContext,
  frame: MonthFrame,
  meter: string,
  cellOf: ArrayLike<number>,
  cells: number,
): bigint[] {
  const sums = new Array<bigint>(cells).fill(0n);
  const first = Math.max(0, frame.hourIndex(context.windowFromMs));
  const end = Math.min(
    frame.hours,
    frame.hourIndex(context.windowToMs - 1) + 1,
  );
  let cell = 0;
  let sum = 0n;
  for (const { hourMs, quantity } of context.usage.get(meter) ?? []) {
    const hour = frame.hourIndex(hourMs);
    if (hour >= first && hour < end) {
      if (cellOf[hour] !== cell) {
        sums[cell] += sum;
        cell = cellOf[hour];
        sum = 0n;
      }
      sum += quantity;
    }
  }
  sums[cell] += sum;
  return sums;
}

/** Usage of the window by day. */
export function usageByDay(
  context: ComponentContext,
  frame: MonthFrame,
  meter: string,
): bigint[] {
  return sumBy(context, frame, meter, frame.dayOfHour, frame.days.length);
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
  const days = usageByDay(context, frame, component.meter);
  const first = frame.dayIndex(context.windowFromMs);

  const totals =
    price.model === 'flat' && price.bands.prices.length > 1
      ? bandedTotals(context, price, frame)
      : cumulatedTotals(price, days);
  const amounts = frame.zeros();
  let before = 0n;
  for (let day = first; day < totals.length; day += 1) {
    const through = atLeast(price.minimum, totals[day]);
    amounts[day] = through - before;
    before = through;
  }
  return { quantities: days, amounts };
}

function cumulatedTotals(price: UsagePrice, days: bigint[]): bigint[] {
  let sum = 0n;
  return days.map(quantity => {
    sum += quantity;
    const rest = billable(sum, price.free);
    switch (price.model) {
      case 'flat':
        return divideRounded(rest * price.bands.prices[0], price.per);
      case 'package':
        return packagesOf(rest, price.size) * price.price;
      default:
        return roundExact(tieredAmount(price, rest));
    }
  });
}

function bandedTotals(
  context: ComponentContext & { component: UsageComponent },
  price: FlatPrice,
  frame: MonthFrame,
): bigint[] {
  let numerator = 0n;
  return unitsByBand(context, price, frame).map(ofDay => {
    ofDay.forEach((quantity, band) => {
      numerator += quantity * price.bands.prices[band];
    });
    return divideRounded(numerator, price.per);
  });
}

/** Billable units of each day, by band. */
export function unitsByBand(
  context: ComponentContext & { component: UsageComponent },
  { bands, free }: FlatPrice,
  frame: MonthFrame,
): bigint[][] {
  const { meter } = context.component;
  const { bandOf, cellOf } = bands.ofMonth(frame);
  const count = bands.prices.length;
  const usage = context.usage.get(meter) ?? [];
  if (free === 0n && usage.every(({ quantity }) => quantity >= 0n)) {
    const cells = frame.days.length * count;
    const sums = sumBy(context, frame, meter, cellOf, cells);
    return frame.days.map((_, day) =>
      sums.slice(day * count, (day + 1) * count),
    );
  }
  return unitsInOrder(context, frame, bandOf, { free, count });
}

/**
 * The free allowance is used up in the order of time, hour by hour; so are
 * corrections taken off.
 */
function unitsInOrder(
  context: ComponentContext & { component: UsageComponent },
  frame: MonthFrame,
  bandOf: Uint8Array,
  { free, count }: { free: bigint; count: number },
): bigint[][] {
  const hours = sumBy(
    context,
    frame,
    context.component.meter,
    Uint16Array.from(bandOf, (_, hour) => hour),
    frame.hours,
  );
  const units = frame.days.map(() => new Array<bigint>(count).fill(0n));
  let sum = 0n;
  let before = 0n;
  hours.forEach((quantity, hour) => {
    if (quantity === 0n) return;
    sum += quantity;
    const through = billable(sum, free);
    units[frame.dayOfHour[hour]][bandOf[hour]] += through - before;
    before = through;
  });
  return units;
}
