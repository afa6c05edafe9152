import type { ReactNode } from 'react';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormat } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';
import type { Offer } from './offers';

/** What must be known of an offer before it is ordered. */
export function useOfferFacts(
  offer: Offer,
): Array<{ label: string; value: ReactNode }> {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const format = useFormat();
  const from = offer.validFrom && format.date(offer.validFrom);
  const until = offer.validUntil && format.date(offer.validUntil);
  const period = (() => {
    if (from && until) return t('service.period.between', { from, until });
    if (from) return t('service.period.from', { from });
    if (until) return t('service.period.until', { until });
    return t('service.period.open');
  })();
  return [
    { label: t('service.version'), value: offer.version },
    { label: t('service.usable'), value: period },
    {
      label: t('service.successor'),
      value: offer.successor && (
        <EntityRefLink
          entityRef={offer.successor}
          defaultKind="CloudService"
          defaultNamespace={offer.namespace}
          hideIcon
        />
      ),
    },
    {
      label: t('filter.stage'),
      value: format.list(offer.stages.map(stage => t(`stage.${stage}`))),
    },
    {
      label: t('service.protectionLevel'),
      value: offer.protectionLevel && t(`protection.${offer.protectionLevel}`),
    },
    {
      label: t('service.networkZones'),
      value: format.list(offer.networkZones),
    },
    { label: t('service.dataLocation'), value: offer.dataLocation },
  ];
}
