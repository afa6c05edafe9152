import { createUseWish } from '@dualcloud/foundation-react';
import { cloudServicesApiRef } from './cloudServicesApi';

/** Sends a wish to the cloud services backend. */
export const useWish = createUseWish(cloudServicesApiRef);
