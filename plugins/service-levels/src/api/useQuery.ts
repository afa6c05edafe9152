import { createUseQuery } from '@dualcloud/foundation-react';
import { serviceLevelsApiRef } from './serviceLevelsApi';

/** Reads from the service levels backend. */
export const useQuery = createUseQuery(serviceLevelsApiRef);
