import { includes, type BudgetPeriod } from '../budgets/types';
import type { StoredBudget } from '../budgets/types';
import {
  type ByMonth,
  type CostsByMonth,
  costsByMonth,
  type ItemLife,
  type Prices,
} from '../quotes';

/** What an order costs in the period of a budget. */
export type OrderCosts = {
  /** What each item costs more than what there is today at its place. */
  items: CostsByMonth[];
  /** Micro-units. */
  total: bigint;
  /** It only prolongs what runs, which the forecast expects anyway. */
  isExtension: boolean;
};

/** What lives cost more than those of today until the period of a budget ends. */
export function orderCosts(
  lives: readonly ItemLife[],
  current: readonly ItemLife[],
  { currency }: Pick<StoredBudget, 'currency'>,
  options: Prices & { period: BudgetPeriod },
): OrderCosts {
  const { period } = options;
  const items: CostsByMonth[] = [];
  const add = ({ life }: ItemLife, index: number, sign: bigint) => {
    const item = (items[index] ??= { fees: new Map(), usage: new Map() });
    const costs = costsByMonth(life, currency, period.toMs, options);
    addTo(item.fees, costs.fees, sign, period);
    addTo(item.usage, costs.usage, sign, period);
  };
  lives.forEach((life, index) => add(life, index, 1n));
  current.forEach((life, index) => add(life, index, -1n));
  return {
    items,
    total: items.reduce(
      (sum, { fees, usage }) => sum + sumOf(fees) + sumOf(usage),
      0n,
    ),
    isExtension:
      lives.length > 0 &&
      lives.every(({ life }) => life.begunBy === 'continued'),
  };
}

function addTo(
  sums: ByMonth,
  costs: ByMonth,
  sign: bigint,
  period: BudgetPeriod,
): void {
  for (const [month, amount] of costs) {
    if (!includes(period, month)) continue;
    sums.set(month, (sums.get(month) ?? 0n) + sign * amount);
  }
}

function sumOf(amounts: ByMonth): bigint {
  return [...amounts.values()].reduce((sum, amount) => sum + amount, 0n);
}
