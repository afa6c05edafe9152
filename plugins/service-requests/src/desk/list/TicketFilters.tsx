import { FilterSelect, useUrlFilter } from '@dualcloud/foundation-react';
import { refsOf, useEntities } from '../../pickers';
import { useNamedOptions } from '../../pickers/useEntities';
import { SearchWords } from '../../requests/SearchWords';
import styles from '../../requests/requests.module.css';
import { useWords } from '../../words';
import { KINDS, kindNamed, stateNamed, useStateNames } from '../kinds';

/** In the address, beside the scope. */
export const FILTERS = ['q', 'kind', 'state', 'service', 'system'] as const;

/** The filter as the backend takes it. */
export function useTicketFilter() {
  const url = useUrlFilter();
  const kind = kindNamed(url.get('kind'));
  return {
    q: url.get('q'),
    kind,
    state: stateNamed(kind, url.get('state')),
    service: url.get('service'),
    system: url.get('system'),
  };
}

/** Narrows the list down by words, kind, state and service. */
export function TicketFilters() {
  const { t } = useWords();
  const url = useUrlFilter();
  const kind = kindNamed(url.get('kind'));
  const { optionsOf } = useStateNames();
  const services = useEntities({ kind: 'CloudService' });
  const service = url.get('service');
  const system = url.get('system');
  const serviceOptions = useNamedOptions([
    ...refsOf(services.data),
    ...(service ? [service] : []),
  ]);
  const systemOptions = useNamedOptions(system ? [system] : []);
  return (
    <div
      role="search"
      aria-label={t('requests.filter')}
      className={styles.filters}
    >
      <SearchWords placeholder={t('desk.words.placeholder')} />
      <FilterSelect
        label={t('desk.kind')}
        anyLabel={t('requests.any')}
        value={kind}
        onChange={value => url.set('kind', value)}
        options={KINDS.map(id => ({ id, label: t(`desk.kind.${id}`) }))}
      />
      {kind && (
        <FilterSelect
          label={t('desk.column.state')}
          anyLabel={t('requests.any')}
          value={stateNamed(kind, url.get('state'))}
          onChange={value => url.set('state', value)}
          options={optionsOf(kind)}
        />
      )}
      <FilterSelect
        label={t('desk.column.service')}
        anyLabel={t('requests.any')}
        value={service}
        onChange={value => url.set('service', value)}
        options={serviceOptions}
      />
      {system && (
        <FilterSelect
          label={t('requests.system')}
          anyLabel={t('requests.any')}
          value={system}
          onChange={value => url.set('system', value)}
          options={systemOptions}
        />
      )}
    </div>
  );
}
