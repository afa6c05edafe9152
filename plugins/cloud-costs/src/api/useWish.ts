import { createUseWish } from '@dualcloud/foundation-react';
import { cloudCostsApiRef } from './cloudCostsApi';

/** Sends a wish to the cloud costs backend. */
export const useWish = createUseWish(cloudCostsApiRef);
