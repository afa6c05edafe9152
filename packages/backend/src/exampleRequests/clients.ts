import type { DiscoveryService } from '@backstage/backend-plugin-api';
import {
  createServiceRequestsClient,
  type ServiceRequestsClient,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { signInAs } from '../exampleData';

/** The client of one of the example people. */
export type ClientOf = (person: string) => Promise<ServiceRequestsClient>;

export function clientsOf(discovery: DiscoveryService): ClientOf {
  return async person =>
    createServiceRequestsClient({
      discoveryApi: discovery,
      getToken: () => signInAs(person, { discovery }),
    });
}

/** Each deed has a key of its own, so that it has one effect. */
export function keyOf(name: string, deed: string) {
  return { 'Idempotency-Key': `example-request-${deed}-${name}` };
}
