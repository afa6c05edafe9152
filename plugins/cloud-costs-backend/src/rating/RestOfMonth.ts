import type { UsageComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { type Bounds, HOUR_MS, type HourParts } from '../calendar';
import { usagePriceOf } from './compile';
import { contextsOf } from './contexts';
import { MonthFrame } from './MonthFrame';
import type {
  ComponentContext,
  HourUsage,
  PriceSegment,
  RateInput,
} from './types';

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

/** What of a meter's usage a month is rated with, in which full hours; none where `toMs` is not after `fromMs`. */
export type MeterUsage = Bounds & {
  /** Usage in hours that these do not tell apart may be added up. */
  parts: HourParts;
  /** The same, where something was taken off in the month. */
  ifNegative: HourParts;
};

type UsageContext = ComponentContext & { component: UsageComponent };

/**
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
export class RestOfMonth {
  private constructor(
    private readonly input: RateInput,
    private readonly beginMs: number,
    /** The meters that there are prices for. */
    readonly meters: ReadonlyMap<string, MeterUsage>,
    /** Components whose price for a day depends on what was used before. */
    private readonly carriedOver: UsageContext[],
  ) {}

  /**
   * @param input - its usage does not matter
   * @param fromDay - a day of the month
   */
  static of(input: RateInput, fromDay: number): RestOfMonth {
    const contexts = contextsOf(input).filter(
      (context): context is UsageContext => context.component.type === 'usage',
    );
    const details = detailsOf(input, contexts);
    const beginMs = input.calendar.dayBounds(fromDay).fromMs;
    const hours = hoursOf(input);
    const meters = new Map<string, MeterUsage>();
    for (const [meter, { ofMonth, ...detail }] of details) {
      const fromMs = ofMonth ? hours.fromMs : Math.max(beginMs, hours.fromMs);
      meters.set(meter, { ...detail, fromMs, toMs: hours.toMs });
    }
    // Of the price lists that follow each other, one holds on both sides of a day.
    const carriedOver = contexts.filter(
      ({ component, windowFromMs, windowToMs }) =>
        !details.get(component.meter)?.ofMonth &&
        windowFromMs < beginMs &&
        windowToMs > beginMs,
    );
    return new RestOfMonth(input, beginMs, meters, carriedOver);
  }

  /** The price lists of which must be known what was charged before the day. */
  listsBefore(): ListBefore[] {
    const lists = new Map<number, ListBefore>();
    for (const { segment, windowFromMs } of this.carriedOver) {
      const { priceListId } = segment;
      // The same list may have held before, for a time that has ended since.
      const firstDay = this.input.calendar.dayOf(windowFromMs);
      lists.set(priceListId, { priceListId, firstDay });
    }
    return [...lists.values()];
  }

  /**
   * What to rate with: the charges from the day on are those of the whole month.
   *
   * @param read - the usage of `meters`
   * @param charged - by the lists of `listsBefore`
   */
  inputWith(
    read: ReadonlyMap<string, readonly HourUsage[]>,
    charged: ChargedBefore,
  ): RateInput {
    const hourMs = this.beginMs - HOUR_MS;
    const usage = new Map(read);
    for (const { component, segment } of this.carriedOver) {
      const key = usageLineKey({
        priceListId: segment.priceListId,
        component: component.id,
      });
      usage.set(component.meter, [
        { hourMs, quantity: charged.get(key) ?? 0n },
        ...(read.get(component.meter) ?? []),
      ]);
    }
    return { ...this.input, usage };
  }
}

/**
 * The hours of an allocation in a month.
 *
 * A day may have usage from before or after it: what was added up stays where it
 * is when an event that comes later than its raw usage was kept cuts the
 * allocation shorter. It is not charged for, and must not be added up with hours
 * that are.
 */
function hoursOf({ allocation, calendar, month }: RateInput): Bounds {
  const { fromMs, toMs } = calendar.monthBounds(month);
  return {
    fromMs: Math.max(fromMs, hourOf(allocation.fromMs)),
    toMs: Math.min(toMs, hourOf((allocation.toMs ?? toMs) + HOUR_MS - 1)),
  };
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}

/** Of each meter, which hours its prices tell apart. */
function detailsOf(
  { calendar, month }: RateInput,
  contexts: UsageContext[],
): Map<string, Omit<MeterUsage, keyof Bounds> & { ofMonth: boolean }> {
  const frame = MonthFrame.of(calendar, month);
  const { eachDay, eachHour } = frame;
  const byDay = { ofMonth: false, parts: eachDay, ifNegative: eachDay };
  const details: ReturnType<typeof detailsOf> = new Map();
  for (const { component, segment } of contexts) {
    const { meter } = component;
    const known = details.get(meter);
    const parts = partsOf(component, segment, frame);
    if (!parts) {
      if (!known) details.set(meter, byDay);
      continue;
    }
    // Prices that go by other hours each have all of them told apart.
    const same = !known?.ofMonth || known.parts === parts;
    details.set(meter, {
      ofMonth: true,
      parts: same ? parts : eachHour,
      ifNegative: eachHour,
    });
  }
  return details;
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
