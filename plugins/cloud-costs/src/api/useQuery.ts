import { createUseQuery } from '@dualcloud/foundation-react';
import { cloudCostsApiRef } from './cloudCostsApi';

/** Reads from the cloud costs backend. */
export const useQuery = createUseQuery(cloudCostsApiRef);
