import { createUseWish } from '@dualcloud/foundation-react';
import { serviceLevelsApiRef } from './serviceLevelsApi';

/** Sends a wish to the service levels backend. */
export const useWish = createUseWish(serviceLevelsApiRef);
