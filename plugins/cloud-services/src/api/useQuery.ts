import { createUseQuery } from '@dualcloud/foundation-react';
import { cloudServicesApiRef } from './cloudServicesApi';

/** Reads from the cloud services backend. */
export const useQuery = createUseQuery(cloudServicesApiRef);
