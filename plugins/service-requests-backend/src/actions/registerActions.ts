import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { ActionDeps } from './common';
import { registerExplainRequest } from './explainRequest';
import { registerExplainTicket } from './explainTicket';
import { registerListWaiting } from './listWaiting';
import { registerReportIncident } from './reportIncident';

/**
 * Actions for assistants and templates, `service-requests:<name>`. Each acts
 * with the rights of whoever invokes it.
 */
export function registerActions(
  registry: ActionsRegistryService,
  deps: ActionDeps,
): void {
  registerListWaiting(registry, deps);
  registerExplainRequest(registry, deps);
  registerExplainTicket(registry, deps);
  registerReportIncident(registry, deps);
}
