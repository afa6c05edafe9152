import type { UsageComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { type Bounds, HOUR_MS, type HourParts } from '../calendar';
import { usagePriceOf } from './compile';
import { contextsOf } from './contexts';
import { MonthFrame } from './MonthFrame';
import type { ComponentContext, PriceSegment, RateInput } from './types';

/*
 * Rating a month from a day on, without reading all usage before it.
 *
 * What a component costs through a day is a function of the sum of all usage
 * through that day, and the day costs the difference to the day before. So it
 * does not matter when before a day something was used: all of it may be put
 * into the hour before that day, and the days from then on cost the same. That
 * sum need not be read from the hours either, because the charges of the days
 * before bear their quantities.
 *
 * Only prices by time of day ask when something was used. They are rated from
 * all of the month, of which hours with one price are added up while it is read.
 */

/**
 * By `usageLineKey`: what usage components were charged for on the days before;
 * millionths of the unit.
 */
export type ChargedBefore = ReadonlyMap<string, bigint>;

/** A price list that holds before a day and on it, and since when in the month. */
export type ListBefore = { priceListId: number; firstDay: number };

export function usageLineKey(line: {
  priceListId: number;
  component: string;
}): string {
  return `${line.priceListId} ${line.component}`;
}

/** What must be known of a meter's usage to rate it. */
export type MeterUsage = {
  /** Of all of the month, whatever day it is rated from. */
  ofMonth: boolean;
  /** Usage in hours that these do not tell apart may be added up. */
  parts: HourParts;
  /** The same, where something was taken off in the month. */
  ifNegative: HourParts;
};

/** The meters that a month of an allocation has prices for. */
export function metersOf(input: RateInput): Map<string, MeterUsage> {
  const frame = MonthFrame.of(input.calendar, input.month);
  const { eachDay, eachHour } = frame;
  const byDay = { ofMonth: false, parts: eachDay, ifNegative: eachDay };
  const meters = new Map<string, MeterUsage>();
  for (const { component, segment } of contextsOf(input)) {
    if (component.type !== 'usage') continue;
    const { meter } = component;
    const known = meters.get(meter);
    const parts = partsOf(component, segment, frame);
    if (!parts) {
      if (!known) meters.set(meter, byDay);
      continue;
    }
    // Prices that go by other hours each have all of them told apart.
    const same = !known?.ofMonth || known.parts === parts;
    meters.set(meter, {
      ofMonth: true,
      parts: same ? parts : eachHour,
      ifNegative: eachHour,
    });
  }
  return meters;
}

/**
 * The hours whose usage a meter of `metersOf` is rated with from a day on.
 *
 * A day may have usage from before or after the allocation: what was added up
 * stays where it is when an event that comes later than its raw usage was kept
 * cuts the allocation shorter. It is not charged for, and must not be added up
 * with hours that are.
 *
 * @returns full hours; `toMs` is not included and may be before `fromMs`
 */
export function hoursToRate(
  { allocation, calendar, month }: RateInput,
  fromDay: number,
  { ofMonth }: MeterUsage,
): Bounds {
  const { fromMs, toMs } = calendar.monthBounds(month);
  const since = ofMonth ? fromMs : calendar.dayBounds(fromDay).fromMs;
  return {
    fromMs: Math.max(since, hourOf(allocation.fromMs)),
    toMs: Math.min(toMs, hourOf((allocation.toMs ?? toMs) + HOUR_MS - 1)),
  };
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}

/** Which hours a price by time of day tells apart; undefined for any other price. */
function partsOf(
  component: UsageComponent,
  { spec }: PriceSegment,
  frame: MonthFrame,
): HourParts | undefined {
  const price = usagePriceOf(component, spec.timeZone);
  if (price.model !== 'flat' || price.bands.prices.length === 1) {
    return undefined;
  }
  // The free allowance is used up hour by hour.
  return price.free === 0n ? price.bands.ofMonth(frame).parts : frame.eachHour;
}

/** The price lists of which must be known what was charged before a day. */
export function listsBefore(input: RateInput, fromDay: number): ListBefore[] {
  const lists = new Map<number, ListBefore>();
  for (const { segment, windowFromMs } of carriedOver(input, fromDay)) {
    const { priceListId } = segment;
    // The same list may have held before, for a time that has ended since.
    const firstDay = input.calendar.dayOf(windowFromMs);
    lists.set(priceListId, { priceListId, firstDay });
  }
  return [...lists.values()];
}

/**
 * What to rate a month from a day on with: its charges from that day on are
 * those of the whole month.
 *
 * @param input - its usage is that from the day on, of meters with prices by
 * time of day that of the whole month
 * @param fromDay - a day of the month
 * @param charged - by the lists of `listsBefore`
 */
export function withUsageBefore(
  input: RateInput,
  fromDay: number,
  charged: ChargedBefore,
): RateInput {
  const hourMs = input.calendar.dayBounds(fromDay).fromMs - HOUR_MS;
  const usage = new Map(input.usage);
  for (const { component, segment } of carriedOver(input, fromDay)) {
    const quantity = charged.get(
      usageLineKey({
        priceListId: segment.priceListId,
        component: component.id,
      }),
    );
    usage.set(component.meter, [
      { hourMs, quantity: quantity ?? 0n },
      ...(input.usage.get(component.meter) ?? []),
    ]);
  }
  return { ...input, usage };
}

/**
 * Components whose price for a day depends on what was used before; of the price
 * lists that follow each other, one holds on both sides of a day.
 */
function carriedOver(
  input: RateInput,
  fromDay: number,
): Array<ComponentContext & { component: UsageComponent }> {
  const beginMs = input.calendar.dayBounds(fromDay).fromMs;
  const meters = metersOf(input);
  return contextsOf(input).filter(
    (context): context is ComponentContext & { component: UsageComponent } =>
      context.component.type === 'usage' &&
      !meters.get(context.component.meter)?.ofMonth &&
      context.windowFromMs < beginMs &&
      context.windowToMs > beginMs,
  );
}
