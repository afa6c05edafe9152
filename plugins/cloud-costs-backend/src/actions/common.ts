import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  type CallerResolver,
  notAllowed,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { AnomalyService } from '../anomalies';
import type { BudgetService } from '../budgets';
import type { CostService } from '../costs';
import { formatDecimal } from '../money';
import type { QuoteService } from '../quotes';

/** What the actions do their work with: the same services as the routes. */
export type ActionDeps = {
  callers: CallerResolver;
  costs: CostService;
  quotes: QuoteService;
  anomalies: AnomalyService;
  budgets: BudgetService;
};

/** Of actions that only tell; a dry run of a template runs them. */
export const READ_ONLY = {
  readOnly: true,
  idempotent: true,
  destructive: false,
};

/** `2026-11-23` */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The person on whose behalf an action is invoked. */
export async function userOf(
  callers: CallerResolver,
  credentials: BackstageCredentials,
): Promise<UserCaller> {
  const caller = await callers.of(credentials);
  if (caller.type === 'user') return caller;
  throw notAllowed('costs are shown to people; act on behalf of one');
}

/** Micro-units as a decimal of the currency. */
export function decimal(micros: string): string {
  return formatDecimal(BigInt(micros));
}
