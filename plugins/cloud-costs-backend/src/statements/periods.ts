import type { StatementState } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { BillingCalendar } from '../calendar';

/** When statements change their state, apart from what people do. */
export type BillingPeriods = {
  calendar: BillingCalendar;
  /** Days after the month's end until its statements become final. */
  graceDays: number;
};

/**
 * The states of a statement and what leads from one to the next:
 *
 *   open      the month runs; its charges grow
 *     │ the month ends
 *   in-grace  late usage and credits still go in
 *     │ the grace period ends, or the IT service provider ends it
 *   final     never changes; what comes late is billed in another statement
 */
export function stateAt(
  periods: BillingPeriods,
  month: number,
  nowMs: number,
): Exclude<StatementState, 'final'> {
  return nowMs < periods.calendar.monthBounds(month).toMs ? 'open' : 'in-grace';
}

/** Midnight after the last day of the grace period. */
export function graceEndsAt(
  { calendar, graceDays }: BillingPeriods,
  month: number,
): number {
  let day = calendar.nextMonth(month) * 100 + 1;
  for (let count = 0; count < graceDays; count += 1) {
    day = calendar.nextDay(day);
  }
  return calendar.dayBounds(day).fromMs;
}

/** The earliest month whose grace period has not ended. */
export function earliestOpenMonth(
  periods: BillingPeriods,
  nowMs: number,
): number {
  const { calendar } = periods;
  let month = calendar.monthOf(nowMs);
  for (;;) {
    const before = calendar.previousMonth(month);
    if (graceEndsAt(periods, before) <= nowMs) return month;
    month = before;
  }
}
