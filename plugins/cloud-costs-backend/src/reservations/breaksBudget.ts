import type { BrokenBudget } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { conflict } from '@dualcloud/foundation-node';
import type { StoredBudget } from '../budgets/types';
import { formatDecimal } from '../money';

/**
 * 409 that names the budget, with amounts: it is told to a service, which may
 * pass the amounts on only to those who may see the budget.
 */
export function breaksBudget(
  budget: StoredBudget,
  figures: { left: bigint; cost: bigint; until: string },
): Error {
  const { id, name, ownerRef, amount, currency } = budget;
  const { left, cost, until } = figures;
  const broken: BrokenBudget = {
    id,
    name,
    ownerRef,
    currency,
    amount: String(amount),
    left: String(left),
    cost: String(cost),
    until,
  };
  const money = (micros: bigint) => `${formatDecimal(micros)} ${currency}`;
  return Object.assign(
    conflict(
      `the order would break the budget "${name}": of ${money(
        amount,
      )} until ${until} there are ${money(
        left,
      )} left, and it would cost ${money(
        cost,
      )} until then. Order something smaller, tear something down, or ask ${ownerRef} to raise the budget`,
    ),
    { code: 'breaks-budget', budget: broken },
  );
}
