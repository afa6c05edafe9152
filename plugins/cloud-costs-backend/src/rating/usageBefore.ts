import type {
  PriceComponent,
  UsageComponent,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { type BillingCalendar, HOUR_MS } from '../calendar';
import { contextsOf } from './contexts';
import type { ComponentContext, HourUsage, RateInput } from './types';

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
 * all hours of the month.
 */

/** What was charged on a day before; millionths of the unit. */
export type ChargedQuantity = { day: number; quantity: bigint };

/** By `usageLineKey`: what is charged of usage components on the days before. */
export type ChargedBefore = ReadonlyMap<string, readonly ChargedQuantity[]>;

export function usageLineKey(line: {
  priceListId: number;
  component: string;
}): string {
  return `${line.priceListId} ${line.component}`;
}

/** Whether it matters in which hours something was used, or only on which days. */
export type UsageDetail = 'hours' | 'days';

/** The meters that a month of an allocation has prices for. */
export function metersOf(input: RateInput): Map<string, UsageDetail> {
  const meters = new Map<string, UsageDetail>();
  for (const { component } of contextsOf(input)) {
    if (component.type !== 'usage') continue;
    const { meter } = component;
    const hourly = meters.get(meter) === 'hours' || isPricedByHour(component);
    meters.set(meter, hourly ? 'hours' : 'days');
  }
  return meters;
}

function isPricedByHour(component: UsageComponent): boolean {
  return component.model === 'flat' && Boolean(component.timeBands?.length);
}

/**
 * What to rate a month from a day on with: its charges from that day on are
 * those of the whole month.
 *
 * @param input - its usage is that from the day on, of meters with prices by
 * time of day that of the whole month
 * @param fromDay - a day of the month
 */
export function withUsageBefore(
  input: RateInput,
  fromDay: number,
  charged: ChargedBefore,
): RateInput {
  const { calendar } = input;
  const beginMs = calendar.dayBounds(fromDay).fromMs;
  const meters = metersOf(input);
  const usage = new Map(input.usage);
  for (const context of contextsOf(input)) {
    const { component, windowFromMs, windowToMs } = context;
    if (!isUsage(component) || meters.get(component.meter) === 'hours')
      continue;
    // Of the price lists that follow each other, one holds on both days.
    if (windowFromMs >= beginMs || windowToMs <= beginMs) continue;
    const before: HourUsage = {
      hourMs: beginMs - HOUR_MS,
      quantity: quantityBefore(context, calendar, charged),
    };
    usage.set(component.meter, [
      before,
      ...(input.usage.get(component.meter) ?? []),
    ]);
  }
  return { ...input, usage };
}

function isUsage(component: PriceComponent): component is UsageComponent {
  return component.type === 'usage';
}

function quantityBefore(
  { segment, component, windowFromMs }: ComponentContext,
  calendar: BillingCalendar,
  charged: ChargedBefore,
): bigint {
  const key = usageLineKey({
    priceListId: segment.priceListId,
    component: component.id,
  });
  // The same list may have held before, for a time that has ended since.
  const firstDay = calendar.dayOf(windowFromMs);
  return (charged.get(key) ?? [])
    .filter(({ day }) => day >= firstDay)
    .reduce((sum, { quantity }) => sum + quantity, 0n);
}
