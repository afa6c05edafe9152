// Opened by everyone in the portal: a software provider's developer who needs a
// database or a whole test environment and wants to order it; an agency's service
// owner who wants to see which services there are, in which lane, and how an
// individual one is asked for; the provider, to see what customers see.

import { Button, Container, Flex, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorNotice,
  Loading,
  localize,
  useLanguage,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { cloudServicesTranslationRef } from '../translation';
import { BrokerWarnings } from './BrokerWarnings';
import { CatalogueFilters } from './CatalogueFilters';
import { CatalogueLane } from './CatalogueLane';
import { matches, type Offer, type OfferFilter } from './offers';
import { useOffers } from './useOffers';

function sorted(offers: Offer[], language: string): Offer[] {
  const titleOf = (offer: Offer) =>
    localize(offer.title, language, offer.fallbackTitle);
  // Whole environments first: they are what most people come for.
  return [...offers].sort(
    (a, b) =>
      Number(b.kind === 'blueprint') - Number(a.kind === 'blueprint') ||
      titleOf(a).localeCompare(titleOf(b), language),
  );
}

/** The service catalogue in its two lanes. */
export function CataloguePage() {
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const language = useLanguage();
  const url = useUrlFilter();
  const offers = useOffers();
  const options = useQuery(
    client => client.GET('/order-options'),
    'order-options',
  );
  const filter: OfferFilter = {
    text: url.get('text') ?? '',
    tier: url.get('tier'),
    stage: url.get('stage'),
    party: url.get('party'),
  };
  const found = sorted(
    (offers.data ?? []).filter(offer => matches(offer, filter)),
    language,
  );
  const isEmpty = offers.data?.length === 0;

  return (
    <Container>
      <Flex direction="column" gap="6" pb="6">
        <Text as="p">{t('catalogue.introduction')}</Text>
        <BrokerWarnings />
        {offers.error && (
          <ErrorNotice
            error={offers.error}
            title={t('catalogue.error')}
            onRetry={offers.reload}
          />
        )}
        {offers.isPending && <Loading rows={3} rowHeight={160} />}
        {isEmpty && (
          <EmptyState
            title={t('catalogue.empty.title')}
            description={t('catalogue.empty.description')}
            action={
              <Button variant="secondary" onPress={offers.reload}>
                {t('action.tryAgain')}
              </Button>
            }
          />
        )}
        {offers.data && !isEmpty && (
          <>
            <CatalogueFilters offers={offers.data} filter={filter} url={url} />
            <Text as="p" role="status" color="secondary">
              {t('catalogue.found', {
                found: String(found.length),
                all: String(offers.data.length),
              })}
            </Text>
            <CatalogueLane
              lane="standard"
              offers={found.filter(offer => offer.lane === 'standard')}
              options={options.data}
            />
            <CatalogueLane
              lane="individual"
              offers={found.filter(offer => offer.lane === 'individual')}
              options={options.data}
            />
          </>
        )}
      </Flex>
    </Container>
  );
}
