import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  ENVIRONMENT_ID_ANNOTATION,
  INSTANCE_ID_ANNOTATION,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Allocation } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { useLoader } from '@dualcloud/foundation-react';

/** Nothing where no ids are asked for: no ids would be any. */
function ofResources(type: string, annotation: string, ids: string[]) {
  return ids.length === 0
    ? []
    : [
        {
          kind: 'Resource',
          'spec.type': type,
          [`metadata.annotations.${annotation}`]: ids,
        },
      ];
}

/**
 * Where cloud services shows an environment, or an instance without one. What has
 * been torn down, or was measured outside this portal, costs something too but has
 * no page; the catalog has what lives.
 */
export function useShownElsewhere(
  allocations: Allocation[],
): (allocation: Allocation) => string | undefined {
  const catalogApi = useApi(catalogApiRef);
  const unique = (ids: Array<string | undefined>) =>
    Array.from(new Set(ids.flatMap(id => id ?? []))).sort();
  const environments = unique(
    allocations.map(({ environmentId }) => environmentId),
  );
  const instances = unique(
    allocations.map(({ environmentId, instanceId }) =>
      environmentId ? undefined : instanceId,
    ),
  );
  const { data: living } = useLoader(
    async () => {
      const { items } = await catalogApi.getEntities({
        filter: [
          ...ofResources(
            'environment',
            ENVIRONMENT_ID_ANNOTATION,
            environments,
          ),
          ...ofResources('service-instance', INSTANCE_ID_ANNOTATION, instances),
        ],
        fields: ['kind', 'metadata.annotations'],
      });
      return new Set(
        items.flatMap(({ metadata: { annotations } }) => [
          annotations?.[ENVIRONMENT_ID_ANNOTATION],
          annotations?.[INSTANCE_ID_ANNOTATION],
        ]),
      );
    },
    allocations.length > 0
      ? JSON.stringify([environments, instances])
      : undefined,
  );
  return ({ environmentId, instanceId }) => {
    if (!living?.has(environmentId ?? instanceId)) return undefined;
    return environmentId
      ? `/environments/${encodeURIComponent(environmentId)}`
      : `/environments/instances/${encodeURIComponent(instanceId)}`;
  };
}
