import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  EntityInfoCard,
  EntityRefLinks,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isCloudServiceEntity,
  RELATION_HAS_CUSTOMER,
  RELATION_HAS_SOFTWARE_PROVIDER,
  type CloudServiceSpec,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { Facts } from '@dualcloud/foundation-react';
import { useCommissions } from '../../parties';
import { cloudServicesTranslationRef } from '../../translation';

/** Who provides a service, for whom, who builds it, and on what it rests. */
export function ServicePartiesCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const system = entity.spec?.system;
  const commissions = useCommissions(
    typeof system === 'string' ? system : undefined,
  );
  if (!isCloudServiceEntity(entity)) return null;
  const spec: CloudServiceSpec = entity.spec;
  const links = (relation: string) => {
    const refs = getEntityRelations(entity, relation);
    return refs.length > 0 ? (
      <EntityRefLinks entityRefs={refs} hideIcons />
    ) : undefined;
  };
  return (
    <EntityInfoCard title={t('parties.title')}>
      <Facts
        items={[
          { label: t('party.provider'), value: links(RELATION_OWNED_BY) },
          { label: t('party.customer'), value: links(RELATION_HAS_CUSTOMER) },
          {
            label: t('party.softwareProvider'),
            value: links(RELATION_HAS_SOFTWARE_PROVIDER),
          },
          {
            label: t('parties.commission'),
            value: commissions.length > 0 && (
              <EntityRefLinks entityRefs={commissions} hideIcons />
            ),
          },
          {
            label: t('parties.system'),
            value: spec.system && (
              <EntityRefLinks
                entityRefs={[spec.system]}
                defaultKind="System"
                hideIcons
              />
            ),
          },
          { label: t('parties.legalBasis'), value: spec.legalBasis },
          { label: t('parties.broker'), value: spec.backend?.broker },
        ]}
      />
    </EntityInfoCard>
  );
}
