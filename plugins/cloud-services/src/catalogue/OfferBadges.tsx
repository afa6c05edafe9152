import { Badge } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StatusBadge } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';
import type { Offer } from './offers';
import styles from './catalogue.module.css';

export function OfferBadges(props: { offer: Offer }) {
  const { offer } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  return (
    <div className={styles.badges}>
      <Badge size="small">
        {t(
          `tier.${
            offer.kind === 'blueprint' ? 'blueprint' : offer.tier ?? 'paas'
          }`,
        )}
      </Badge>
      {offer.lifecycle === 'production' && (
        <StatusBadge tone="good">{t('lifecycle.production')}</StatusBadge>
      )}
      {offer.lifecycle === 'experimental' && (
        <StatusBadge tone="info">{t('lifecycle.experimental')}</StatusBadge>
      )}
      {offer.lifecycle === 'deprecated' && (
        <StatusBadge tone="warning">{t('lifecycle.deprecated')}</StatusBadge>
      )}
      {offer.simulated && (
        <StatusBadge tone="info">{t('service.simulated')}</StatusBadge>
      )}
    </div>
  );
}
