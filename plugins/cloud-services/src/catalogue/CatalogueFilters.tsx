import { Button, SearchField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FilterSelect,
  type UrlFilter,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { cloudServicesTranslationRef } from '../translation';
import { partiesOf, type Offer, type OfferFilter } from './offers';
import styles from './catalogue.module.css';

export function CatalogueFilters(props: {
  offers: Offer[];
  filter: OfferFilter;
  url: UrlFilter;
}) {
  const { offers, filter, url } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const parties = Array.from(
    new Map(
      offers.flatMap(partiesOf).map(party => [party.ref, party.part]),
    ).entries(),
  );
  const titleOf = useEntityTitles(parties.map(([ref]) => ref));
  const isFiltered = Boolean(
    filter.text || filter.tier || filter.stage || filter.party,
  );

  return (
    <div role="search" aria-label={t('catalogue.filter.title')}>
      <div className={styles.filters}>
        <SearchField
          label={t('catalogue.filter.text')}
          placeholder={t('filter.search')}
          value={filter.text}
          onChange={value => url.set('text', value)}
        />
        <FilterSelect
          label={t('catalogue.filter.tier')}
          anyLabel={t('filter.any')}
          value={filter.tier}
          onChange={value => url.set('tier', value)}
          options={(['iaas', 'paas', 'saas', 'blueprint'] as const).map(id => ({
            id,
            label: t(`tier.${id}`),
          }))}
        />
        <FilterSelect
          label={t('filter.stage')}
          anyLabel={t('filter.any')}
          value={filter.stage}
          onChange={value => url.set('stage', value)}
          options={(['development', 'test', 'production'] as const).map(id => ({
            id,
            label: t(`stage.${id}`),
          }))}
        />
        <FilterSelect
          label={t('catalogue.filter.party')}
          anyLabel={t('filter.any')}
          value={filter.party}
          onChange={value => url.set('party', value)}
          options={parties.map(([ref, part]) => ({
            id: ref,
            label: t('catalogue.filter.partyOption', {
              name: titleOf(ref),
              part: t(`party.${part}`),
            }),
          }))}
        />
        {isFiltered && (
          <Button
            variant="tertiary"
            onPress={() => url.clear(['text', 'tier', 'stage', 'party'])}
          >
            {t('filter.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
