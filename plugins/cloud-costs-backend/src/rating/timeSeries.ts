import type {
  AllocationComponent,
  OneTimeComponent,
  PlanChangeComponent,
  RecurringComponent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { HOUR_MS, type Bounds } from '../calendar';
import { divideRounded, MICROS, parseDecimal } from '../money';
import { allocationPriceOf } from './compile';
import { MonthFrame } from './MonthFrame';
import type { ComponentContext, DaySeries } from './types';

/** Whole seconds between two instants; what lies end to end adds up. */
export function secondsBetween(fromMs: number, toMs: number): number {
  return Math.max(0, Math.floor(toMs / 1000) - Math.floor(fromMs / 1000));
}

function nothing(frame: MonthFrame): DaySeries {
  return { quantities: frame.zeros(), amounts: frame.zeros() };
}

/** Once, when what the component is for happens at the window's begin. */
export function eventSeries(
  context: ComponentContext & {
    component: OneTimeComponent | PlanChangeComponent;
  },
): DaySeries {
  const { component } = context;
  const frame = MonthFrame.of(context.calendar, context.month);
  const series = nothing(frame);
  if (isDue(context)) {
    const day = frame.dayIndex(context.windowFromMs);
    series.quantities[day] = MICROS;
    series.amounts[day] = parseDecimal(component.price);
  }
  return series;
}

/**
 * One-time prices when an instance begins, and not when it goes to other parties;
 * a plan change when it changes plan, and when an agreement's next version begins.
 */
function isDue({
  allocation,
  component,
  calendar,
  segment,
  windowFromMs,
}: ComponentContext & {
  component: OneTimeComponent | PlanChangeComponent;
}): boolean {
  if (windowFromMs === allocation.fromMs) {
    return (
      allocation.begunBy ===
      (component.type === 'one-time' ? 'provisioned' : 'plan-changed')
    );
  }
  return (
    component.type === 'plan-change' &&
    segment.spec.agreement !== undefined &&
    windowFromMs ===
      calendar.dayBounds(calendar.parseDay(segment.spec.validFrom)).fromMs
  );
}

/** The period of a recurring price in which a day of the month lies. */
export function periodOf(
  { calendar, month }: ComponentContext,
  component: RecurringComponent,
  day: number,
): Bounds {
  switch (component.period) {
    case 'day':
      return calendar.dayBounds(day);
    case 'month':
      return calendar.monthBounds(month);
    default:
      return calendar.yearBounds(Math.floor(month / 100));
  }
}

/**
 * Seconds of a period that are charged through an instant. A year's are counted
 * since its begin, so that its months add up to the yearly price.
 */
export function secondsThrough(
  context: ComponentContext,
  period: Bounds,
  ms: number,
): number {
  const from = Math.max(
    period.fromMs,
    context.segment.fromMs,
    context.allocation.fromMs,
  );
  return secondsBetween(from, Math.max(from, ms));
}

/** Pro rata to the second, in a day, month or year as long as it really is. */
export function proratedSeries(
  context: ComponentContext & { component: RecurringComponent },
): DaySeries {
  const { component, windowFromMs, windowToMs, asOfMs } = context;
  const frame = MonthFrame.of(context.calendar, context.month);
  const series = nothing(frame);
  const price = parseDecimal(component.price);
  frame.days.forEach((day, index) => {
    const from = Math.max(frame.edges[index], windowFromMs);
    const to = Math.min(frame.edges[index + 1], windowToMs, asOfMs);
    if (to <= from) return;
    const period = periodOf(context, component, day);
    const whole = BigInt(secondsBetween(period.fromMs, period.toMs));
    const before = BigInt(secondsThrough(context, period, from));
    const through = BigInt(secondsThrough(context, period, to));
    const difference = (value: bigint) =>
      divideRounded(value * through, whole) -
      divideRounded(value * before, whole);
    series.amounts[index] = difference(price);
    series.quantities[index] = difference(MICROS);
  });
  return series;
}

/**
 * Each period begun counts whole, once: when the allocation first has a price in
 * it, at that price. If the instance already had the plan in this period under
 * other parties, they were charged.
 */
export function fullSeries(
  context: ComponentContext & { component: RecurringComponent },
): DaySeries {
  const { component, segment, segments, allocation, asOfMs } = context;
  const frame = MonthFrame.of(context.calendar, context.month);
  const series = nothing(frame);
  const price = parseDecimal(component.price);
  const days = component.period === 'day' ? frame.days : [frame.days[0]];
  for (const day of days) {
    const period = periodOf(context, component, day);
    const begin = Math.max(period.fromMs, allocation.fromMs);
    const first = segments.find(
      one => one.toMs > begin && one.fromMs < period.toMs,
    );
    const due = Math.max(begin, segment.fromMs);
    const chargedBefore =
      allocation.fromMs > period.fromMs &&
      (allocation.planSinceMs ?? allocation.fromMs) < allocation.fromMs;
    if (
      first === segment &&
      !chargedBefore &&
      due >= context.windowFromMs &&
      due < Math.min(context.windowToMs, period.toMs, asOfMs)
    ) {
      const index = frame.dayIndex(due);
      series.amounts[index] += price;
      series.quantities[index] += MICROS;
    }
  }
  return series;
}

/** For each hour of allocation, pro rata to the second; rounded once for the month. */
export function allocationSeries(
  context: ComponentContext & { component: AllocationComponent },
): DaySeries {
  const frame = MonthFrame.of(context.calendar, context.month);
  const bands = allocationPriceOf(
    context.component,
    context.segment.spec.timeZone,
  );
  const seconds = secondsByBand(context, frame);
  const series = nothing(frame);
  let numerator = 0n;
  let total = 0n;
  let amount = 0n;
  let quantity = 0n;
  seconds.forEach((ofDay, day) => {
    ofDay.forEach((count, band) => {
      numerator += BigInt(count) * bands.prices[band];
      total += BigInt(count);
    });
    const amountThrough = divideRounded(numerator, 3600n);
    const quantityThrough = divideRounded(total * MICROS, 3600n);
    series.amounts[day] = amountThrough - amount;
    series.quantities[day] = quantityThrough - quantity;
    amount = amountThrough;
    quantity = quantityThrough;
  });
  return series;
}

/** Seconds of allocation on each day, by band. */
export function secondsByBand(
  context: ComponentContext & { component: AllocationComponent },
  frame: MonthFrame,
): number[][] {
  const bands = allocationPriceOf(
    context.component,
    context.segment.spec.timeZone,
  );
  const count = bands.prices.length;
  const from = context.windowFromMs;
  const to = Math.min(context.windowToMs, context.asOfMs);
  const seconds = frame.days.map(() => new Array<number>(count).fill(0));
  if (count === 1) {
    frame.days.forEach((_, day) => {
      seconds[day][0] = secondsBetween(
        Math.max(from, frame.edges[day]),
        Math.min(to, frame.edges[day + 1]),
      );
    });
    return seconds;
  }
  const { bandOf } = bands.ofMonth(frame);
  for (let ms = from; ms < to; ) {
    const hour = frame.hourIndex(ms);
    const end = Math.min(to, frame.fromMs + (hour + 1) * HOUR_MS);
    seconds[frame.dayOfHour[hour]][bandOf[hour]] += secondsBetween(ms, end);
    ms = end;
  }
  return seconds;
}
