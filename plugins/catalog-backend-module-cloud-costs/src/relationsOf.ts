import { RELATION_OWNED_BY, RELATION_OWNER_OF } from '@backstage/catalog-model';
import type { EntityRelationSpec } from '@backstage/plugin-catalog-node';
import {
  RELATION_PRICED_BY,
  RELATION_PRICES,
  type PriceListEntity,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { relateDocument } from '@dualcloud/foundation-node';

/** A list that is agreed, or has agreed discounts, is for its parties only. */
export function relationsOf(entity: PriceListEntity): EntityRelationSpec[] {
  const { owner, services, agreement, discounts } = entity.spec;
  return relateDocument(
    entity,
    [
      { ref: owner, outgoing: RELATION_OWNED_BY, incoming: RELATION_OWNER_OF },
      ...services.map(({ serviceRef }) => ({
        ref: serviceRef,
        outgoing: RELATION_PRICES,
        incoming: RELATION_PRICED_BY,
      })),
    ],
    { confidential: Boolean(agreement || discounts?.length) },
  );
}
