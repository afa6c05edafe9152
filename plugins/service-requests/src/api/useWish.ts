import { createUseWish } from '@dualcloud/foundation-react';
import { serviceRequestsApiRef } from './serviceRequestsApi';

/** Sends a wish to the service requests backend. */
export const useWish = createUseWish(serviceRequestsApiRef);
