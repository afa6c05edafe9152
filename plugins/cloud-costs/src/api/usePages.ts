import { createUsePages } from '@dualcloud/foundation-react';
import { cloudCostsApiRef } from './cloudCostsApi';

/** Reads long lists from the cloud costs backend. */
export const usePages = createUsePages(cloudCostsApiRef);
