import type { StoredBudget } from '../budgets/types';
import { includes, type BudgetPeriod } from '../budgets/types';
import { costsByMonth, type ItemLife, type Prices } from '../quotes';

/** What an order costs in the period of a budget. */
export type OrderCosts = {
  /** Micro-units by month such as 202611; what it costs more than today. */
  byMonth: Map<number, bigint>;
  total: bigint;
  /** It only prolongs what runs, which the forecast expects anyway. */
  isExtension: boolean;
};

/** What lives cost more than those of today until the period of a budget ends. */
export function orderCosts(
  lives: readonly ItemLife[],
  current: readonly ItemLife[],
  budget: Pick<StoredBudget, 'currency'>,
  options: Prices & { period: BudgetPeriod },
): OrderCosts {
  const { period } = options;
  const byMonth = new Map<number, bigint>();
  const add = (lifeOf: ItemLife, sign: bigint) => {
    const costs = costsByMonth(lifeOf.life, period.toMs, options);
    for (const [month, amount] of costs.get(budget.currency) ?? []) {
      if (!includes(period, month)) continue;
      byMonth.set(month, (byMonth.get(month) ?? 0n) + sign * amount);
    }
  };
  lives.forEach(life => add(life, 1n));
  current.forEach(life => add(life, -1n));
  return {
    byMonth,
    total: [...byMonth.values()].reduce((sum, amount) => sum + amount, 0n),
    isExtension:
      lives.length > 0 &&
      lives.every(({ life }) => life.begunBy === 'continued'),
  };
}
