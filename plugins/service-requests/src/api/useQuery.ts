import { createUseQuery } from '@dualcloud/foundation-react';
import { serviceRequestsApiRef } from './serviceRequestsApi';

/** Reads from the service requests backend. */
export const useQuery = createUseQuery(serviceRequestsApiRef);
