import {
  budgetReadPermission,
  type Quote,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { Access } from '../authorization';
import type { BudgetStandings } from '../budgets/BudgetStandings';
import type { BillingCalendar } from '../calendar';
import type { PriceBook } from '../prices';
import type { BudgetTouches } from '../quotes';
import type { BudgetMatcher } from './BudgetMatcher';
import { orderCosts } from './orderCosts';
import { expectedOf, newCostsOf } from './ReservationService';

/** Which of the budgets that a caller may see a quote would touch. */
export function touchedBudgets(deps: {
  access: Access;
  calendar: BillingCalendar;
  matcher: BudgetMatcher;
  standings: BudgetStandings;
  priceBook: () => Promise<PriceBook>;
}): BudgetTouches {
  const { access, calendar, matcher, standings, priceBook } = deps;
  return async ({ caller, request, lives, current }) => {
    // Whose costs its owner would see is known only of those who will own it.
    const budgets =
      request.ownerRef === undefined
        ? await matcher.inScope(request)
        : await matcher.binding(request);
    if (budgets.length === 0) return [];
    const decisions = await access.decide(caller, [budgetReadPermission]);
    const prices = { book: await priceBook(), calendar };
    const touched: NonNullable<Quote['budgets']> = [];
    for (const budget of budgets) {
      const resource = {
        ref: `budget:${budget.id}`,
        ownerRef: budget.ownerRef,
        customerRef: budget.scope.ref,
      };
      if (!decisions.allow(budgetReadPermission, resource, 'see')) continue;
      const standing = await standings.of(budget);
      const { period, reserved } = standing;
      const costs = orderCosts(lives, current, budget, { ...prices, period });
      const remaining = budget.amount - expectedOf(standing) - reserved;
      const breaks = costs.total > 0n && newCostsOf(costs) > remaining;
      touched.push({
        budgetId: budget.id,
        name: budget.name,
        remaining: String(remaining),
        breaks,
        refuses: breaks && budget.refusesOrders,
      });
    }
    return touched;
  };
}
