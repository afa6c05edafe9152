import type { ReservationRequest } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { OrderWarning } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Caller } from '@dualcloud/foundation-node';

/*
 * Before an order is accepted, its money is set aside. Whoever keeps the budgets
 * does that in one step with the check, so two orders never take the same money.
 *
 * The reservation has the order's id, which follows from who orders and the
 * Idempotency-Key. So an order that is repeated, also after this process died in
 * the middle, takes the place of itself and never sets anything aside twice.
 *
 *   1. reserve    refused: nothing is ordered
 *   2. accept     refused: the reservation is released
 *   3. carry out  what begins is taken from the reservation by those who keep the
 *                 budgets, when they learn of it from the life-cycle events;
 *                 failed: the reservation is released
 *
 * A release may be lost, and a process may die between 1 and 2: then the money is
 * set aside until the reservation expires by itself.
 */

/** What an order would spend: what it adds or changes, for whom, and until when. */
export type Spending = ReservationRequest;

/** Keeps orders within their budgets. */
export interface Budgets {
  /**
   * Sets money aside for an order. Repeatable.
   *
   * @returns whether anything is set aside that may have to be released
   * @throws ConflictError that names the budget that the order would break;
   *   ServiceUnavailableError if nobody can tell
   */
  reserve(
    caller: Caller,
    orderId: string,
    spending: Spending,
  ): Promise<boolean>;

  /** Gives back what was set aside, if anything was. Never throws. */
  release(orderId: string): Promise<void>;

  /** The budgets that an order would break, of those that the caller may see. Never throws. */
  warnings(caller: Caller, spending: Spending): Promise<OrderWarning[]>;
}

/** Where nobody keeps budgets. */
export const noBudgets: Budgets = {
  reserve: async () => false,
  release: async () => undefined,
  warnings: async () => [],
};
