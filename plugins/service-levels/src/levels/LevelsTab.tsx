import { Button, Flex } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceLevel } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  EmptyState,
  ErrorNotice,
  FilterSelect,
  Loading,
  useEntityTitles,
  useUrlFilter,
  type UrlFilter,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { serviceLevelsTranslationRef } from '../translation';
import { LevelList } from './LevelItem';
import styles from './levels.module.css';
import { MonthChooser } from './MonthChooser';
import { monthOf } from './months';

const FILTERS = ['customer', 'system', 'stage'] as const;
const STAGES = ['development', 'test', 'production'] as const;

function LevelFilters(props: {
  url: UrlFilter;
  levels: readonly ServiceLevel[];
}) {
  const { url, levels } = props;
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const refsOf = (field: 'customerRef' | 'systemRef', chosen?: string) =>
    [
      ...new Set([
        ...levels.flatMap(level => level[field] ?? []),
        ...(chosen ? [chosen] : []),
      ]),
    ].sort();
  const customers = refsOf('customerRef', url.get('customer'));
  const systems = refsOf('systemRef', url.get('system'));
  const titleOf = useEntityTitles([...customers, ...systems]);
  const choices = (refs: string[]) =>
    refs.map(id => ({ id, label: titleOf(id) }));
  return (
    <div
      role="search"
      aria-label={t('levels.filter')}
      className={styles.filters}
    >
      <FilterSelect
        label={t('levels.customer')}
        anyLabel={t('general.any')}
        value={url.get('customer')}
        onChange={value => url.set('customer', value)}
        options={choices(customers)}
      />
      <FilterSelect
        label={t('levels.system')}
        anyLabel={t('general.any')}
        value={url.get('system')}
        onChange={value => url.set('system', value)}
        options={choices(systems)}
      />
      <FilterSelect
        label={t('levels.stage')}
        anyLabel={t('general.any')}
        value={url.get('stage')}
        onChange={value => url.set('stage', value)}
        options={STAGES.map(id => ({ id, label: t(`levels.stage.${id}`) }))}
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

/** All service levels that the reader may see in a month, worst first. */
export function LevelsTab() {
  const { t } = useTranslationRef(serviceLevelsTranslationRef);
  const url = useUrlFilter();
  const month = url.get('period') ?? monthOf(new Date());
  const query = {
    period: month,
    customer: url.get('customer'),
    system: url.get('system'),
    stage: STAGES.find(stage => stage === url.get('stage')),
    limit: 500,
  };
  const { data, error, isPending, reload } = useQuery(
    client => client.GET('/service-levels', { params: { query } }),
    JSON.stringify(query),
  );
  const isFiltered = FILTERS.some(url.get);
  // Figures of one month must not stand under the name of another.
  const levels = isPending ? undefined : data?.items;
  return (
    <Flex direction="column" gap="4">
      <MonthChooser
        month={month}
        onChange={value => url.set('period', value)}
      />
      <LevelFilters url={url} levels={data?.items ?? []} />
      {error && (
        <ErrorNotice error={error} title={t('levels.error')} onRetry={reload} />
      )}
      {!levels && !error && <Loading rows={4} rowHeight={80} />}
      {levels?.length === 0 && (
        <EmptyState
          title={t('levels.empty.title')}
          description={t(
            isFiltered ? 'levels.empty.filtered' : 'levels.empty.description',
          )}
        />
      )}
      {levels && levels.length > 0 && (
        <LevelList levels={levels} label={t('general.tab.levels')} />
      )}
    </Flex>
  );
}
