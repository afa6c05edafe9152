import { HOUR_MS, type BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import { rateMonth, type HourUsage, type RatedCharge } from '../rating';

/** What an instance would be: an allocation that does not exist. */
export type Life = {
  serviceRef: string;
  plan: string;
  payerRef: string;
  /** Whose agreed prices hold; absent: nobody's. */
  customerRef?: string;
  systemRef?: string;
  fromMs: number;
  /** Absent: no end. */
  toMs?: number;
  begunBy: 'provisioned' | 'plan-changed' | 'continued';
  planSinceMs?: number;
  /** What is used in a whole month, in millionths of the unit, by meter. */
  monthlyUsage: ReadonlyMap<string, bigint>;
};

export type Prices = { book: PriceBook; calendar: BillingCalendar };

/**
 * Rates a month of a life with the very function that rates what was measured.
 * The expected usage is laid evenly over the month's hours, to the last
 * millionth; of the hours outside of the life there is none.
 */
export function rateLifeMonth(
  life: Life,
  month: number,
  { book, calendar }: Prices,
): RatedCharge[] {
  const { fromMs, toMs } = calendar.monthBounds(month);
  return rateMonth({
    allocation: life,
    month,
    calendar,
    segments: book.segmentsOf(life, month),
    usage: new Map(
      [...life.monthlyUsage].map(([meter, quantity]) => [
        meter,
        spread(quantity, { fromMs, toMs }, life),
      ]),
    ),
    asOfMs: toMs,
  });
}

/** The months in which a life, cut at `untilMs`, lies. */
export function monthsOfLife(
  life: Life,
  untilMs: number,
  calendar: BillingCalendar,
): number[] {
  return calendar.monthsBetween(
    life.fromMs,
    Math.min(life.toMs ?? Infinity, untilMs),
  );
}

/** The first calendar month that begins at or after an instant. */
export function wholeMonthAfter(ms: number, calendar: BillingCalendar): number {
  const month = calendar.monthOf(ms);
  return calendar.monthBounds(month).fromMs === ms
    ? month
    : calendar.nextMonth(month);
}

function spread(
  quantity: bigint,
  month: { fromMs: number; toMs: number },
  life: Life,
): HourUsage[] {
  const hours = BigInt((month.toMs - month.fromMs) / HOUR_MS);
  const first = Math.floor(life.fromMs / HOUR_MS) * HOUR_MS;
  const usage: HourUsage[] = [];
  for (let hour = 0n, before = 0n; hour < hours; hour += 1n) {
    const through = (quantity * (hour + 1n)) / hours;
    const hourMs = month.fromMs + Number(hour) * HOUR_MS;
    if (hourMs >= first && hourMs < (life.toMs ?? Infinity)) {
      usage.push({ hourMs, quantity: through - before });
    }
    before = through;
  }
  return usage;
}
