import type { StoredAllocation } from '../allocations';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import { rateMonth } from '../rating';

type FixedDay = {
  day: number;
  component: string;
  currency: string;
  amount: bigint;
};

const BREATH_MS = 20;
const MOST_KEPT = 20_000;

/**
 * What allocations that live on will be charged whatever is used: recurring
 * fees and hours of allocation, rated exactly with the prices that are stored,
 * announced ones included.
 *
 * Allocations of the same plan, payer and system that began before the year are
 * charged the same, so that is rated once for all of them.
 */
export class FixedCharges {
  private kept = new Map<string, FixedDay[]>();
  private book: PriceBook | undefined;

  private constructor(private readonly calendar: BillingCalendar) {}

  static create(calendar: BillingCalendar): FixedCharges {
    return new FixedCharges(calendar);
  }

  /** From a day through the end of its year; by day such as 20261123. */
  async from(
    today: number,
    options: {
      allocations: readonly StoredAllocation[];
      book: PriceBook;
      currency: string;
      components?: readonly string[];
    },
  ): Promise<Map<number, bigint>> {
    const { allocations, book, currency, components } = options;
    if (this.book !== book || this.kept.size > MOST_KEPT) {
      this.kept = new Map();
      this.book = book;
    }
    const sums = new Map<number, bigint>();
    let breathed = Date.now();
    for (const allocation of allocations) {
      for (const fixed of this.ofOne(allocation, today, book)) {
        if (fixed.currency !== currency) continue;
        if (components && !components.includes(fixed.component)) continue;
        sums.set(fixed.day, (sums.get(fixed.day) ?? 0n) + fixed.amount);
      }
      if (Date.now() - breathed > BREATH_MS) {
        await new Promise(setImmediate);
        breathed = Date.now();
      }
    }
    return sums;
  }

  private ofOne(
    allocation: StoredAllocation,
    today: number,
    book: PriceBook,
  ): FixedDay[] {
    const { calendar } = this;
    const year = Math.floor(today / 10_000);
    const yearFromMs = calendar.yearBounds(year).fromMs;
    const key = JSON.stringify([
      today,
      allocation.serviceRef,
      allocation.plan,
      allocation.payerRef,
      allocation.customerRef,
      allocation.systemRef,
      allocation.toMs,
      Math.max(allocation.fromMs, yearFromMs - 1),
    ]);
    let days = this.kept.get(key);
    if (!days) {
      days = [];
      for (
        let month = calendar.monthOfDay(today);
        month <= year * 100 + 12;
        month += 1
      ) {
        const charges = rateMonth({
          allocation,
          month,
          calendar,
          segments: book.segmentsOf(allocation, month),
          usage: new Map(),
          asOfMs: calendar.monthBounds(month).toMs,
        });
        for (const { day, component, currency, amount, meter } of charges) {
          if (day >= today && meter === undefined) {
            days.push({ day, component, currency, amount });
          }
        }
      }
      this.kept.set(key, days);
    }
    return days;
  }
}
