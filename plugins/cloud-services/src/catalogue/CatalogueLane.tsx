import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Lane,
  OrderOptions,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { Section } from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';
import { OfferCard } from './OfferCard';
import type { Offer } from './offers';
import styles from './catalogue.module.css';

export function CatalogueLane(props: {
  lane: Lane;
  offers: Offer[];
  options?: OrderOptions;
}) {
  const { lane, offers, options } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  return (
    <Section
      title={t(`lane.${lane}.title`, { total: String(offers.length) })}
      description={t(`lane.${lane}.meaning`)}
    >
      {offers.length === 0 ? (
        <Text as="p">{t(`lane.${lane}.empty`)}</Text>
      ) : (
        <ul className={styles.cards}>
          {offers.map(offer => (
            <li key={offer.ref}>
              <OfferCard offer={offer} options={options} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
