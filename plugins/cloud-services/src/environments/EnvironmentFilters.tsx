import {
  Button,
  SearchField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  EnvironmentState,
  Stage,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  FilterSelect,
  type UrlFilter,
  useEntityTitles,
} from '@dualcloud/foundation-react';
import { useQuery } from '../api/useQuery';
import { cloudServicesTranslationRef } from '../translation';
import styles from './environments.module.css';

export function EnvironmentFilters(props: {
  url: UrlFilter;
  scope: 'mine' | 'organisation' | 'all';
  stages: readonly Stage[];
  states: readonly EnvironmentState[];
  seenSystems: string[];
}) {
  const { url, scope, stages, states, seenSystems } = props;
  const { t } = useTranslationRef(cloudServicesTranslationRef);
  const options = useQuery(
    client => client.GET('/order-options'),
    'order-options',
  );
  const system = url.get('system');
  const systems = Array.from(
    new Set([
      ...(options.data?.systems.map(item => item.systemRef) ?? []),
      ...seenSystems,
      ...(system ? [system] : []),
    ]),
  ).sort();
  const titleOf = useEntityTitles(systems);
  const isFiltered = ['text', 'state', 'stage', 'system'].some(url.get);

  return (
    <div role="search" aria-label={t('environments.filter')}>
      <ToggleButtonGroup
        aria-label={t('environments.scope')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[scope]}
        onSelectionChange={keys => {
          const [key] = keys;
          url.set('scope', key === 'mine' ? undefined : String(key));
        }}
      >
        <ToggleButton id="mine">{t('scope.mine')}</ToggleButton>
        <ToggleButton id="organisation">{t('scope.organisation')}</ToggleButton>
        <ToggleButton id="all">{t('scope.all')}</ToggleButton>
      </ToggleButtonGroup>
      <div className={styles.filters} style={{ marginTop: '1rem' }}>
        <SearchField
          label={t('environments.text')}
          placeholder={t('filter.search')}
          value={url.get('text') ?? ''}
          onChange={value => url.set('text', value)}
        />
        <FilterSelect
          label={t('filter.stage')}
          anyLabel={t('filter.any')}
          value={url.get('stage')}
          onChange={value => url.set('stage', value)}
          options={stages.map(id => ({ id, label: t(`stage.${id}`) }))}
        />
        <FilterSelect
          label={t('filter.state')}
          anyLabel={t('filter.anyLive')}
          value={url.get('state')}
          onChange={value => url.set('state', value)}
          options={states.map(id => ({ id, label: t(`state.${id}`) }))}
        />
        <FilterSelect
          label={t('environment.system')}
          anyLabel={t('filter.any')}
          value={system}
          onChange={value => url.set('system', value)}
          options={systems.map(id => ({ id, label: titleOf(id) }))}
        />
        {isFiltered && (
          <Button
            variant="tertiary"
            onPress={() => url.clear(['text', 'state', 'stage', 'system'])}
          >
            {t('filter.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
