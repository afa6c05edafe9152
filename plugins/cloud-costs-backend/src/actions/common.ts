import type { CallerResolver } from '@dualcloud/foundation-node';
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

/** `2026-11-23` */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Micro-units as a decimal of the currency. */
export function decimal(micros: string): string {
  return formatDecimal(BigInt(micros));
}
