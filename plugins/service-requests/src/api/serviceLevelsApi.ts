import { createApiRef } from '@backstage/core-plugin-api';
import {
  createClientApiFactory,
  createUseQuery,
  type ClientApi,
} from '@dualcloud/foundation-react';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';

/** Access to service levels: what was agreed on response, restoration and maintenance. */
export const levelsApiRef = createApiRef<ClientApi<ServiceLevelsClient>>({
  id: 'plugin.service-requests.levels',
});

export const levelsApiFactory = createClientApiFactory(levelsApiRef, options =>
  import('@dualcloud/backstage-plugin-service-levels-common').then(m =>
    m.createServiceLevelsClient(options),
  ),
);

/** Reads from service levels, which a portal need not have. */
export const useLevelsQuery = createUseQuery(levelsApiRef);
