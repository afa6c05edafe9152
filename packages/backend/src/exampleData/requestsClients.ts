import type { DiscoveryService } from '@backstage/backend-plugin-api';
import {
  createServiceRequestsClient,
  type ServiceRequestsClient,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { signInAs } from './signInAs';

/** The client of requests and tickets of one of the example people. */
export type ClientOf = (person: string) => Promise<ServiceRequestsClient>;

export function requestsClients(discovery: DiscoveryService): ClientOf {
  return async person =>
    createServiceRequestsClient({
      discoveryApi: discovery,
      getToken: () => signInAs(person, { discovery }),
    });
}
