import { createUsePages } from '@dualcloud/foundation-react';
import { serviceRequestsApiRef } from './serviceRequestsApi';

/** Reads long lists from the service requests backend. */
export const usePages = createUsePages(serviceRequestsApiRef);
