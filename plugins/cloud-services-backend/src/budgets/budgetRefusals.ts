import type { ResponseError } from '@backstage/errors';
import {
  type BrokenBudget,
  formatDecimal,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { unavailable } from '@dualcloud/foundation-node';
import { coded, conflict } from '../refusals';

/** The budget that cloud costs names when it refuses an order. */
export function readBrokenBudget(error: unknown): BrokenBudget | undefined {
  const { statusCode, body } = (error ?? {}) as Partial<ResponseError>;
  const refusal = body?.error as
    | { code?: unknown; budget?: BrokenBudget }
    | undefined;
  return statusCode === 409 && refusal?.code === 'breaks-budget'
    ? refusal.budget
    : undefined;
}

/**
 * 409: the order would break a budget. Its name and owner are told to everybody
 * who may order, because somebody has to be asked; its amounts, and what the order
 * costs at prices that may have been agreed with somebody else, are not.
 *
 * @param owner - title of the budget's owner
 */
export function overBudget(
  { name, ownerRef }: BrokenBudget,
  owner: string,
): Error {
  return conflict(
    'over-budget',
    { budget: name, owner },
    `the order would break the budget "${name}". Order something smaller, tear something down, or ask ${ownerRef} to raise the budget`,
  );
}

/** The same for those who may see the budget. */
export function overBudgetByAmount(budget: BrokenBudget, owner: string): Error {
  const { name, ownerRef, amount, left, cost, currency, until } = budget;
  const money = (micros: string) =>
    `${formatDecimal(BigInt(micros))} ${currency}`;
  return conflict(
    'over-budget-by-amount',
    {
      budget: name,
      owner,
      amount,
      left,
      cost,
      currency,
      date: until,
    },
    `the order would break the budget "${name}": of ${money(
      amount,
    )} until ${until} there are ${money(left)} left, and it would cost ${money(
      cost,
    )} until then. Order something smaller, tear something down, or ask ${ownerRef} to raise the budget`,
  );
}

/** 503: those who keep the budgets do not answer. */
export function budgetUnknown(): Error {
  return coded(
    unavailable(
      'whether the order fits its budgets could not be checked, because cloud costs does not answer; nothing was ordered. Try again in a moment',
    ),
    'budget-unknown',
    {},
  );
}
