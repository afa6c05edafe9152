import type { StoredAllocation } from '../allocations';
import { HOUR_MS, type BillingCalendar } from '../calendar';
import { dayNumber } from '../costs/query';
import { divideRounded } from '../money';
import type { PriceBook } from '../prices';
import {
  componentsOf,
  type HourUsage,
  type PriceSegment,
  rateMonth,
} from '../rating';
import type { MeteredAllocation } from './readMetered';
import { type Expectation, expectUsage } from './usualUsage';

/** What a component of an allocation is expected to cost on a day. */
export type ExpectedCharge = {
  /** Such as 20261123. */
  day: number;
  component: string;
  currency: string;
  amount: bigint;
  /** For what is used; otherwise it is charged whatever is used. */
  measured: boolean;
};

/** An allocation that lives, for which something is expected from today to the year's end. */
type Question = {
  allocation: StoredAllocation & { planSinceMs?: number };
  /** Such as 20261123. */
  today: number;
  book: PriceBook;
  meters: ExpectedMeter[];
};

type ExpectedMeter = MeteredAllocation['meters'][number] & {
  expect: Expectation;
};

const MOST_KEPT = 20_000;
/** Months of usage that are rated one by one; by then a trend has come to its end. */
const MONTHS_RATED = 3;

/**
 * What allocations that live on will be charged, from today to the end of the
 * year. The usage that is usual is rated like usage that was measured, on top
 * of that of the month so far: tiers, allowances, minimums, discounts and
 * announced prices hold as they will on the statement.
 *
 * Fees are the same for allocations of the same plan, payer and system that
 * began before the year, so they are rated once for all of them.
 */
export class ExpectedCharges {
  private kept = new Map<string, ExpectedCharge[]>();
  private book: PriceBook | undefined;

  private constructor(private readonly calendar: BillingCalendar) {}

  static create(calendar: BillingCalendar): ExpectedCharges {
    return new ExpectedCharges(calendar);
  }

  /** @param today - such as 20261123 */
  of(
    { allocation, planSinceMs, meters }: MeteredAllocation,
    today: number,
    book: PriceBook,
  ): ExpectedCharge[] {
    const question: Question = {
      allocation: { ...allocation, planSinceMs },
      today,
      book,
      meters: meters.map(one => ({
        ...one,
        expect: expectUsage(one, dayNumber(today)),
      })),
    };
    const unused = this.whateverIsUsed(question);
    if (meters.length === 0) return unused;
    return [
      ...unused.filter(({ measured }) => !measured),
      ...this.usage(question),
    ];
  }

  /** What is charged without any usage. */
  private whateverIsUsed(question: Question): ExpectedCharge[] {
    if (this.book !== question.book || this.kept.size > MOST_KEPT) {
      this.kept = new Map();
      this.book = question.book;
    }
    const key = this.keyOf(question);
    let charges = this.kept.get(key);
    if (!charges) {
      charges = this.months(question.today).flatMap(month =>
        this.rate({ ...question, meters: [] }, month),
      );
      this.kept.set(key, charges);
    }
    return charges;
  }

  /** What usage costs; months far ahead cost by the day what the last one did, unless prices change. */
  private usage(question: Question): ExpectedCharge[] {
    const charges: ExpectedCharge[] = [];
    let last: ExpectedCharge[] = [];
    let prices = '';
    this.months(question.today).forEach((month, index) => {
      const holding = this.pricesOf(question, month);
      if (index < MONTHS_RATED || holding !== prices) {
        last = this.rate(question, month).filter(({ measured }) => measured);
        charges.push(...last);
      } else {
        charges.push(...this.repeat(last, month));
      }
      prices = holding;
    });
    return charges;
  }

  private months(today: number): number[] {
    const first = this.calendar.monthOfDay(today);
    return Array.from(
      { length: 13 - (first % 100) },
      (_, index) => first + index,
    );
  }

  /** Which prices hold in a month, and until when. */
  private pricesOf({ allocation, book }: Question, month: number): string {
    const { fromMs, toMs } = this.calendar.monthBounds(month);
    return book
      .segmentsOf(allocation, month)
      .filter(segment => segment.toMs > fromMs)
      .map(({ priceListId, ...segment }) =>
        [
          priceListId,
          Math.max(0, segment.fromMs - fromMs),
          Math.max(0, toMs - segment.toMs),
        ].join('-'),
      )
      .join(' ');
  }

  private rate(question: Question, month: number): ExpectedCharge[] {
    const { allocation, today, book } = question;
    const segments = book.segmentsOf(allocation, month);
    const rated = rateMonth({
      allocation,
      month,
      calendar: this.calendar,
      segments,
      usage: this.usageIn(month, question, bandedMeters(allocation, segments)),
      asOfMs: this.calendar.monthBounds(month).toMs,
    });
    return rated
      .filter(({ day }) => day >= today)
      .map(({ day, component, currency, amount, meter }) => ({
        day,
        component,
        currency,
        amount,
        measured: meter !== undefined,
      }));
  }

  private repeat(before: ExpectedCharge[], month: number): ExpectedCharge[] {
    if (before.length === 0) return [];
    const days = this.calendar.daysOfMonth(
      this.calendar.monthOfDay(before[0].day),
    );
    const sums = new Map<string, ExpectedCharge>();
    for (const charge of before) {
      const key = `${charge.currency} ${charge.component}`;
      const amount = (sums.get(key)?.amount ?? 0n) + charge.amount;
      sums.set(key, { ...charge, amount });
    }
    return [...sums.values()].flatMap(sum => {
      const amount = divideRounded(sum.amount, BigInt(days.length));
      return this.calendar
        .daysOfMonth(month)
        .map(day => ({ ...sum, day, amount }));
    });
  }

  /** What was measured until yesterday and is expected from today on. */
  private usageIn(
    month: number,
    { today, meters }: Question,
    banded: ReadonlySet<string>,
  ): Map<string, HourUsage[]> {
    const usage = new Map<string, HourUsage[]>();
    for (const { meter, quantities, expect } of meters) {
      usage.set(
        meter,
        this.calendar.daysOfMonth(month).flatMap(day => {
          const number = dayNumber(day);
          const counted = quantities.get(number) ?? 0n;
          const expected = day < today ? 0n : expect(number);
          const quantity = counted > expected ? counted : expected;
          const bounds = this.calendar.dayBounds(day);
          // Which hour it is matters to time bands only.
          return banded.has(meter)
            ? spread(quantity, bounds)
            : [{ hourMs: bounds.toMs - HOUR_MS, quantity }];
        }),
      );
    }
    return usage;
  }

  private keyOf({ allocation, today }: Question): string {
    const { fromMs, toMs, planSinceMs = fromMs } = allocation;
    const year = Math.floor(today / 10_000);
    const beforeYearMs = this.calendar.yearBounds(year).fromMs - 1;
    return JSON.stringify([
      today,
      allocation.serviceRef,
      allocation.plan,
      allocation.payerRef,
      allocation.customerRef,
      allocation.systemRef,
      allocation.begunBy,
      toMs,
      Math.max(fromMs, beforeYearMs),
      Math.max(planSinceMs, beforeYearMs),
    ]);
  }
}

/** Evenly over the hours of a day, to the last millionth; as quotes do. */
function spread(
  quantity: bigint,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): HourUsage[] {
  const hours = (toMs - fromMs) / HOUR_MS;
  let before = 0n;
  return Array.from({ length: hours }, (_, hour) => {
    const through = (quantity * BigInt(hour + 1)) / BigInt(hours);
    const usage = {
      hourMs: fromMs + hour * HOUR_MS,
      quantity: through - before,
    };
    before = through;
    return usage;
  });
}

/** Meters whose price depends on the hour. */
function bandedMeters(
  { serviceRef, plan }: StoredAllocation,
  segments: readonly PriceSegment[],
): Set<string> {
  const components = segments.flatMap(({ spec }) =>
    componentsOf(spec, serviceRef, plan),
  );
  return new Set(
    components.flatMap(one =>
      one.type === 'usage' && one.model === 'flat' && one.timeBands
        ? [one.meter]
        : [],
    ),
  );
}
