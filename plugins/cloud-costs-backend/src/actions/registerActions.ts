import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDeps } from './common';
import { registerGetCosts } from './getCosts';
import { registerListAnomalies } from './listAnomalies';
import { registerQuote } from './quote';
import { registerSetBudget } from './setBudget';

/**
 * Actions for assistants and templates, `cloud-costs:<name>`. Each acts with the
 * rights of whoever invokes it. Amounts are decimals of the currency.
 */
export function registerActions(
  registry: ActionsRegistryService,
  deps: ActionDeps,
): void {
  registerGetCosts(registry, deps);
  registerQuote(registry, deps);
  registerListAnomalies(registry, deps);
  registerSetBudget(registry, deps);
}
