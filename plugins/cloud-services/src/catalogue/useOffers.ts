import { useApi } from '@backstage/core-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoader } from '@dualcloud/foundation-react';
import { OFFER_FIELDS, toOffer, type Offer } from './offers';

const PAGE_SIZE = 500;

/** Every service and blueprint that the person may see. */
export function useOffers() {
  const catalogApi = useApi(catalogApiRef);
  return useLoader(async () => {
    const entities: Entity[] = [];
    let cursor: string | undefined;
    do {
      const page = await catalogApi.queryEntities(
        cursor
          ? { cursor, fields: OFFER_FIELDS, limit: PAGE_SIZE }
          : {
              filter: [
                { kind: 'CloudService' },
                { kind: 'EnvironmentBlueprint' },
              ],
              fields: OFFER_FIELDS,
              orderFields: { field: 'metadata.name', order: 'asc' },
              limit: PAGE_SIZE,
            },
      );
      entities.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return entities
      .map(toOffer)
      .filter((offer): offer is Offer => offer !== undefined);
  }, 'offers');
}
