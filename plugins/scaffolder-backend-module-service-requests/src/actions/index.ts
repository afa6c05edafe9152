import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ServiceRequestsClients,
  type ServiceRequestsActionsOptions,
} from './clients';
import { deliverReleaseAction } from './deliverRelease';
import { openRequestAction } from './openRequest';
import { reportIncidentAction } from './reportIncident';
import { waitForVerdictAction } from './waitForVerdict';

export type { ServiceRequestsActionsOptions };

/**
 * All `service-requests:*` actions. Whatever needs a right is done on behalf of
 * the user who started the task, and once however often a step runs.
 * @public
 */
export function createServiceRequestsActions(
  options: ServiceRequestsActionsOptions,
): TemplateAction<any, any, any>[] {
  const clients = new ServiceRequestsClients(options);
  return [
    openRequestAction(clients),
    deliverReleaseAction(clients),
    waitForVerdictAction(clients),
    reportIncidentAction(clients),
  ];
}
