import { createUsePages } from '@dualcloud/foundation-react';
import { serviceLevelsApiRef } from './serviceLevelsApi';

/** Reads long lists from the service levels backend. */
export const usePages = createUsePages(serviceLevelsApiRef);
