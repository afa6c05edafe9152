import { createUseQuery, type UseQuery } from '@dualcloud/foundation-react';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { cloudServicesApiRef } from './cloudServicesApi';
import { useRefusal } from './useRefusal';

const useForeignQuery = createUseQuery(cloudServicesApiRef);

/** Reads from the cloud services backend. */
export const useQuery: UseQuery<CloudServicesClient> = (load, key) => {
  const query = useForeignQuery(load, key);
  const error = useRefusal(query.error);
  return { ...query, error };
};
