import { createUseWish, type UseWish } from '@dualcloud/foundation-react';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { cloudServicesApiRef } from './cloudServicesApi';
import { useRefusal } from './useRefusal';

const useForeignWish = createUseWish(cloudServicesApiRef);

/** Sends a wish to the cloud services backend. */
export const useWish: UseWish<CloudServicesClient> = send => {
  const wish = useForeignWish(send);
  const error = useRefusal(wish.error);
  return { ...wish, error };
};
