import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDeps } from './common';
import { registerExplain } from './explain';
import { registerListLevels } from './listLevels';
import { registerListOutages } from './listOutages';

/**
 * Actions for assistants and templates, `service-levels:<name>`. Each acts with
 * the rights of whoever invokes it, and only tells.
 */
export function registerActions(
  registry: ActionsRegistryService,
  deps: ActionDeps,
): void {
  registerListLevels(registry, deps);
  registerListOutages(registry, deps);
  registerExplain(registry, deps);
}
