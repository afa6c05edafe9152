import type {
  PriceComponent,
  QuoteLine,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { divideRounded } from '../money';
import { componentsOf, type RatedCharge } from '../rating';
import {
  type Life,
  monthsOfLife,
  type Prices,
  rateLifeMonth,
  wholeMonthAfter,
} from './rateLife';

/** What a price component of a life costs, in micro-units. */
export type QuotedComponent = {
  component: string;
  type: string;
  titles?: QuoteLine['titles'];
  meter?: string;
  unit: string;
  monthly: bigint;
  oneTime: bigint;
  /** Zero for a life without an end. */
  total: bigint;
};

export type LifeQuote = { currency: string; components: QuotedComponent[] };

const ONCE = ['one-time', 'plan-change'];

class Sheet {
  readonly lines = new Map<string, QuotedComponent>();
  private readonly components: Map<string, PriceComponent>;

  constructor(components: PriceComponent[]) {
    this.components = new Map(components.map(one => [one.id, one]));
    // Also what costs nothing as long as nothing is used.
    for (const one of components) {
      if (one.type === 'usage') this.add(one.id, one.type, one.unit, one.meter);
    }
  }

  line({ component, type, unit, meter }: RatedCharge): QuotedComponent {
    return this.lines.get(component) ?? this.add(component, type, unit, meter);
  }

  isOnce(charge: RatedCharge): boolean {
    return ONCE.includes(this.base(charge)?.type ?? charge.type);
  }

  isYearlyFee(charge: RatedCharge): boolean {
    const base = this.base(charge);
    return (
      base?.type === 'recurring' &&
      base.period === 'year' &&
      base.proration === 'full'
    );
  }

  /** Of a discount what it lowers. */
  private base({ component }: RatedCharge): PriceComponent | undefined {
    return this.components.get(component.split('~', 1)[0]);
  }

  private add(
    component: string,
    type: string,
    unit: string,
    meter?: string,
  ): QuotedComponent {
    const titles = this.components.get(component)?.titles;
    const line = {
      component,
      type,
      unit,
      ...(titles && { titles }),
      ...(meter !== undefined && { meter }),
      monthly: 0n,
      oneTime: 0n,
      total: 0n,
    };
    this.lines.set(component, line);
    return line;
  }
}

/**
 * What a life costs: once when it begins, in its first whole calendar month,
 * and in all if it has an end. A fee for a whole year shows its twelfth in the
 * month, and the fee itself in the total.
 *
 * @returns undefined if no price list covers it when it begins nor in that month
 */
export function quoteLife(life: Life, prices: Prices): LifeQuote | undefined {
  const { book, calendar } = prices;
  const month = wholeMonthAfter(life.fromMs, calendar);
  const typical: Life = {
    ...life,
    fromMs: calendar.monthBounds(month).fromMs,
    toMs: undefined,
    begunBy: 'continued',
    planSinceMs: undefined,
  };
  const first = calendar.monthOf(life.fromMs);
  const segment = [
    ...book.segmentsOf(life, first),
    ...book.segmentsOf(typical, month),
  ][0];
  if (!segment) return undefined;

  const sheet = new Sheet(
    componentsOf(segment.spec, life.serviceRef, life.plan),
  );
  for (const charge of rateLifeMonth(typical, month, prices)) {
    const line = sheet.line(charge);
    line.monthly += sheet.isYearlyFee(charge)
      ? divideRounded(charge.amount, 12n)
      : charge.amount;
  }
  for (const charge of rateLifeMonth(life, first, prices)) {
    if (sheet.isOnce(charge)) sheet.line(charge).oneTime += charge.amount;
  }
  if (life.toMs !== undefined) {
    for (const each of monthsOfLife(life, life.toMs, calendar)) {
      for (const charge of rateLifeMonth(life, each, prices)) {
        sheet.line(charge).total += charge.amount;
      }
    }
  }
  return {
    currency: segment.spec.currency,
    components: [...sheet.lines.values()],
  };
}

/** Micro-units by month such as 202611. */
export type ByMonth = Map<number, bigint>;

/** What a life costs whatever is used, and what it costs for what is used. */
export type CostsByMonth = { fees: ByMonth; usage: ByMonth };

/** What a life costs in each month until an instant, in one currency. */
export function costsByMonth(
  life: Life,
  currency: string,
  untilMs: number,
  prices: Prices,
): CostsByMonth {
  const costs: CostsByMonth = { fees: new Map(), usage: new Map() };
  for (const month of monthsOfLife(life, untilMs, prices.calendar)) {
    for (const charge of rateLifeMonth(life, month, prices)) {
      if (charge.currency !== currency) continue;
      const sums = charge.meter === undefined ? costs.fees : costs.usage;
      sums.set(month, (sums.get(month) ?? 0n) + charge.amount);
    }
  }
  return costs;
}
