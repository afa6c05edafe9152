// Opened from a system or a group by whoever asks: who works for whom on this
// system, until when, and who pays for the environments?

import {
  EntityInfoCard,
  EntityRefLink,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isCommissionEntity,
  isInForce,
  type CommissionSpec,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { Facts, StatusBadge, useFormat } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../../translation';

/** The terms of a commission. */
export function CommissionCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  if (!isCommissionEntity(entity)) return null;
  const spec: CommissionSpec = entity.spec;
  const holds = isInForce(spec, new Date().toISOString().slice(0, 10));
  const group = (ref: string) => (
    <EntityRefLink entityRef={ref} defaultKind="Group" hideIcon />
  );
  return (
    <EntityInfoCard title={t('commission.title')}>
      <Facts
        items={[
          {
            label: t('commission.state'),
            value: (
              <StatusBadge tone={holds ? 'good' : 'quiet'}>
                {t(holds ? 'commission.inForce' : 'commission.notInForce')}
              </StatusBadge>
            ),
          },
          { label: t('party.customer'), value: group(spec.customer) },
          {
            label: t('party.softwareProvider'),
            value: group(spec.softwareProvider),
          },
          {
            label: t('parties.system'),
            value: (
              <EntityRefLink
                entityRef={spec.system}
                defaultKind="System"
                hideIcon
              />
            ),
          },
          {
            label: t('commission.period'),
            value: spec.validUntil
              ? t('service.period.between', {
                  from: format.date(spec.validFrom),
                  until: format.date(spec.validUntil),
                })
              : t('service.period.from', { from: format.date(spec.validFrom) }),
          },
          { label: t('commission.payer'), value: group(spec.payer) },
        ]}
      />
    </EntityInfoCard>
  );
}
