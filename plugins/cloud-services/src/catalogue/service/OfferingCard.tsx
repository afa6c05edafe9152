// Opened from the catalogue by whoever wants to know whether this is the right
// service or blueprint, and to order it or learn how to ask for it.

import { Flex, Text } from '@backstage/ui';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isCloudServiceEntity,
  type ServiceEndpoint,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { Facts, localize, useLanguage } from '@dualcloud/foundation-react';
import { useQuery } from '../../api/useQuery';
import { cloudServicesTranslationRef } from '../../translation';
import { OfferBadges } from '../OfferBadges';
import { OrderAction } from '../OrderAction';
import { toOffer, type Offer } from '../offers';
import { useOfferFacts } from '../useOfferFacts';

function Offering(props: { offer: Offer; endpoints: ServiceEndpoint[] }) {
  const { offer, endpoints } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const language = useLanguage();
  const facts = useOfferFacts(offer);
  const title = localize(offer.title, language, offer.fallbackTitle);
  const options = useQuery(
    client => client.GET('/order-options'),
    'order-options',
  );
  return (
    <EntityInfoCard
      title={title}
      footerActions={
        <OrderAction offer={offer} title={title} options={options.data} />
      }
    >
      <Flex direction="column" gap="3">
        <OfferBadges offer={offer} />
        <Text as="p">
          {localize(offer.description, language, offer.fallbackDescription)}
        </Text>
        <Facts
          items={[
            {
              label: t('service.lane'),
              value: t(`lane.${offer.lane}.meaning`),
            },
            ...facts,
            {
              label: t('service.endpoints'),
              value: endpoints.length > 0 && (
                <ul style={{ margin: 0, paddingInlineStart: '1.1rem' }}>
                  {endpoints.map(endpoint => (
                    <li key={endpoint.name}>
                      {t('service.endpoint', {
                        name: endpoint.name,
                        protocol: endpoint.protocol,
                        port:
                          endpoint.port === undefined
                            ? ''
                            : `:${endpoint.port}`,
                        zone: endpoint.zone,
                      })}
                    </li>
                  ))}
                </ul>
              ),
            },
          ].filter(({ value }) => value !== false)}
        />
      </Flex>
    </EntityInfoCard>
  );
}

/** What a service or blueprint is, from when to when, and how to get it. */
export function OfferingCard() {
  const { entity } = useEntity();
  const offer = toOffer(entity);
  if (!offer) return null;
  const endpoints: ServiceEndpoint[] = isCloudServiceEntity(entity)
    ? entity.spec.endpoints ?? []
    : [];
  return <Offering offer={offer} endpoints={endpoints} />;
}
