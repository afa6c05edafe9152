import type { Budget } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { fromJson, toBoolean } from '@dualcloud/foundation-node';
import type { BillingCalendar } from '../calendar';

/** A budget as it is stored; amounts in micro-units. */
export type StoredBudget = {
  id: string;
  name: string;
  scope: Budget['scope'];
  period: Budget['period'];
  amount: bigint;
  currency: string;
  thresholds: number[];
  refusesOrders: boolean;
  ownerRef: string;
  createdBy: string;
  createdAt: number;
  version: number;
};

/** A row of `budgets`. */
export type BudgetRow = {
  id: string;
  name: string;
  scope_type: Budget['scope']['type'];
  scope_ref: string;
  period: Budget['period'];
  amount: string | number;
  currency: string;
  thresholds: string;
  refuses_orders: boolean | number;
  owner_ref: string;
  created_by: string;
  created_at: string | number;
  version: number;
};

export function toBudget(row: BudgetRow): StoredBudget {
  return {
    id: row.id,
    name: row.name,
    scope: { type: row.scope_type, ref: row.scope_ref },
    period: row.period,
    amount: BigInt(row.amount),
    currency: row.currency,
    thresholds: fromJson(row.thresholds),
    refusesOrders: toBoolean(row.refuses_orders),
    ownerRef: row.owner_ref,
    createdBy: row.created_by,
    createdAt: Number(row.created_at),
    version: row.version,
  };
}

/** The month or year of a budget in which a day lies. */
export type BudgetPeriod = {
  /** Month such as 202611, or year. */
  start: number;
  /** Days such as 20261101, both included. */
  from: number;
  to: number;
  /** The end, excluded. */
  toMs: number;
};

export function periodOf(
  period: StoredBudget['period'],
  nowMs: number,
  calendar: BillingCalendar,
): BudgetPeriod {
  const month = calendar.monthOf(nowMs);
  const year = Math.floor(month / 100);
  if (period === 'year') {
    return {
      start: year,
      from: year * 10_000 + 101,
      to: year * 10_000 + 1231,
      toMs: calendar.yearBounds(year).toMs,
    };
  }
  const days = calendar.daysOfMonth(month);
  return {
    start: month,
    from: days[0],
    to: days[days.length - 1],
    toMs: calendar.monthBounds(month).toMs,
  };
}

/** Whether a month is in a budget's period. */
export function includes(period: BudgetPeriod, month: number): boolean {
  return period.start > 9999
    ? period.start === month
    : period.start === Math.floor(month / 100);
}
