import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type CloudServicesClient,
  isCloudServiceEntity,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import type { TakeoverGate } from '@dualcloud/backstage-plugin-service-requests-node';
import { environmentParity } from './environmentParity';
import { lookUpWith } from './environments';
import { governance } from './governance';
import { openTickets, type OpenTicketLookup } from './openTickets';
import { evidence, support } from './papers';
import { errorBudget, maintenanceWindow } from './serviceLevels';

export { GateKeeper, type GateResults } from './GateKeeper';
export type {
  OpenTicket,
  OpenTicketLookup,
  TicketSubject,
} from './openTickets';

/** Gates that every takeover passes, in the order in which they show. */
export function builtInGates(deps: {
  auth: AuthService;
  catalog: CatalogService;
  cloudServices: () => Promise<CloudServicesClient>;
  serviceLevels: () => Promise<ServiceLevelsClient>;
  /** Absent: there is no desk, and the gate says so. */
  openTickets?: OpenTicketLookup;
}): TakeoverGate[] {
  const { auth, catalog } = deps;
  const lookUp = lookUpWith(deps.cloudServices);
  return [
    environmentParity(lookUp),
    openTickets(deps.openTickets),
    errorBudget(deps.serviceLevels),
    maintenanceWindow(deps.serviceLevels),
    governance(lookUp, async serviceRef => {
      const entity = await catalog.getEntityByRef(serviceRef, {
        credentials: await auth.getOwnServiceCredentials(),
      });
      return entity && isCloudServiceEntity(entity) ? entity : undefined;
    }),
    support,
    evidence,
  ];
}
