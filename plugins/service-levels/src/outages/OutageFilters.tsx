import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FilterSelect,
  useEntityTitles,
  type UrlFilter,
} from '@dualcloud/foundation-react';
import styles from '../levels/levels.module.css';
import { serviceLevelsTranslationRef } from '../translation';
import { useLevels } from '../levels/useLevels';

export const FILTERS = ['subject', 'state', 'source', 'cause'] as const;
export const STATES = [
  'reported',
  'confirmed',
  'disputed',
  'settled',
  'rejected',
] as const;
export const SOURCES = [
  'probe',
  'source',
  'samples',
  'incident',
  'report',
] as const;
export const CAUSES = [
  'provider',
  'software-provider',
  'customer',
  'force-majeure',
] as const;

/** What the list of outages is narrowed down to; what was down is of what is agreed. */
export function OutageFilters(props: { url: UrlFilter; month: string }) {
  const { url, month } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const { data } = useLevels({ period: month });
  const chosen = url.get('subject');
  const subjects = [
    ...new Set([
      ...(data?.items.map(({ subjectRef }) => subjectRef) ?? []),
      ...(chosen ? [chosen] : []),
    ]),
  ];
  const titleOf = useEntityTitles(subjects);
  const choices = subjects
    .map(id => ({ id, label: titleOf(id) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div
      role="search"
      aria-label={t('outages.filter')}
      className={styles.filters}
    >
      <FilterSelect
        label={t('outages.service')}
        anyLabel={t('general.any')}
        value={chosen}
        onChange={value => url.set('subject', value)}
        options={choices}
      />
      <FilterSelect
        label={t('outages.state')}
        anyLabel={t('general.any')}
        value={url.get('state')}
        onChange={value => url.set('state', value)}
        options={STATES.map(id => ({ id, label: t(`outage.state.${id}`) }))}
      />
      <FilterSelect
        label={t('outages.source')}
        anyLabel={t('general.any')}
        value={url.get('source')}
        onChange={value => url.set('source', value)}
        options={SOURCES.map(id => ({ id, label: t(`outage.source.${id}`) }))}
      />
      <FilterSelect
        label={t('outages.cause')}
        anyLabel={t('general.any')}
        value={url.get('cause')}
        onChange={value => url.set('cause', value)}
        options={CAUSES.map(id => ({ id, label: t(`general.cause.${id}`) }))}
      />
      {FILTERS.some(url.get) && (
        <div>
          <Button variant="tertiary" onPress={() => url.clear([...FILTERS])}>
            {t('levels.filter.clear')}
          </Button>
        </div>
      )}
    </div>
  );
}
