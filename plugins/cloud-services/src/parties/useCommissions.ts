import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { RELATION_COMMISSIONS } from '@dualcloud/backstage-plugin-cloud-services-common';
import { useLoader } from '@dualcloud/foundation-react';

/**
 * The commissions of a system that the person may see. Commissions point to
 * their system and not back, so they are looked up.
 */
export function useCommissions(systemRef: string | undefined): Entity[] {
  const catalogApi = useApi(catalogApiRef);
  const system =
    systemRef &&
    stringifyEntityRef(parseEntityRef(systemRef, { defaultKind: 'System' }));
  const { data } = useLoader(async () => {
    const { items } = await catalogApi.getEntities({
      filter: {
        kind: 'Commission',
        [`relations.${RELATION_COMMISSIONS}`]: system ?? '',
      },
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    });
    return items;
  }, system);
  return data ?? [];
}
