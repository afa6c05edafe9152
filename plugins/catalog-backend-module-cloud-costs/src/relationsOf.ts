import {
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
} from '@backstage/catalog-model';
import type { EntityRelationSpec } from '@backstage/plugin-catalog-node';
import {
  RELATION_PRICED_BY,
  RELATION_PRICES,
  type PriceListEntity,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

/**
 * A list for everybody is related both ways. One that is agreed, or has agreed
 * discounts, only points: a relation is part of the entity that it begins at,
 * and whoever may read a service would read of the agreement.
 */
export function relationsOf(entity: PriceListEntity): EntityRelationSpec[] {
  const own = getCompoundEntityRef(entity);
  const { owner, services, agreement, discounts } = entity.spec;
  const related = [
    { ref: owner, outgoing: RELATION_OWNED_BY, incoming: RELATION_OWNER_OF },
    ...services.map(({ serviceRef }) => ({
      ref: serviceRef,
      outgoing: RELATION_PRICES,
      incoming: RELATION_PRICED_BY,
    })),
  ];
  return related.flatMap(({ ref, outgoing, incoming }) => {
    const target = parseEntityRef(ref);
    const there = { source: own, type: outgoing, target };
    return agreement || discounts?.length
      ? [there]
      : [there, { source: target, type: incoming, target: own }];
  });
}
