import {
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import {
  EntityInfoCard,
  EntityRefLinks,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Facts } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../../translation';

/** What a service is built from, and what is built on it. */
export function CompositionCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const rows = [
    {
      label: t('composition.builtFrom'),
      refs: getEntityRelations(entity, RELATION_DEPENDS_ON),
    },
    {
      label: t('composition.builtOnIt'),
      // Live instances depend on each other, not on the offering; only offerings here.
      refs: getEntityRelations(entity, RELATION_DEPENDENCY_OF).filter(
        ref => ref.kind !== 'resource',
      ),
    },
    {
      label: t('composition.partOf'),
      refs: getEntityRelations(entity, RELATION_PART_OF),
    },
    {
      label: t('composition.parts'),
      refs: getEntityRelations(entity, RELATION_HAS_PART).filter(
        ref => ref.kind !== 'resource',
      ),
    },
  ];
  return (
    <EntityInfoCard title={t('composition.title')}>
      <Facts
        items={rows
          .filter(({ refs }, index) => refs.length > 0 || index < 2)
          .map(({ label, refs }) => ({
            label,
            value:
              refs.length > 0 ? (
                <EntityRefLinks entityRefs={refs} hideIcons />
              ) : (
                t('composition.nothing')
              ),
          }))}
      />
    </EntityInfoCard>
  );
}
