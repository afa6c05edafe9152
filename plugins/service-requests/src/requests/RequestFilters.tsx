import {
  FilterSelect,
  useEntityTitles,
  useUrlFilter,
} from '@dualcloud/foundation-react';
import { useRequestTypes } from '../filing/useRequestTypes';
import { PHASES } from '../phases';
import { useWords } from '../words';
import { SearchWords } from './SearchWords';
import styles from './requests.module.css';

/** In the address, beside scope and view. */
export const FILTERS = ['q', 'type', 'phase', 'system', 'customer'] as const;

/** The filter as the backend takes it. */
export function useRequestFilter() {
  const url = useUrlFilter();
  return {
    q: url.get('q'),
    type: url.get('type'),
    phase: PHASES.find(phase => phase === url.get('phase')),
    system: url.get('system'),
    customer: url.get('customer'),
  };
}

/** Narrows the list down by words, type and phase. */
export function RequestFilters() {
  const { t, text } = useWords();
  const url = useUrlFilter();
  const types = useRequestTypes();
  return (
    <div
      role="search"
      aria-label={t('requests.filter')}
      className={styles.filters}
    >
      <SearchWords placeholder={t('requests.words.placeholder')} />
      <FilterSelect
        label={t('requests.type')}
        anyLabel={t('requests.any')}
        value={url.get('type')}
        onChange={value => url.set('type', value)}
        options={(types.data ?? []).map(({ name, titles }) => ({
          id: name,
          label: text(titles),
        }))}
      />
      <FilterSelect
        label={t('requests.phase')}
        anyLabel={t('requests.any')}
        value={url.get('phase')}
        onChange={value => url.set('phase', value)}
        options={PHASES.map(id => ({ id, label: t(`phase.${id}`) }))}
      />
      <Scoped name="system" />
      <Scoped name="customer" />
    </div>
  );
}

/** What a card has narrowed the list down to; it can only be let go. */
function Scoped({ name }: { name: 'system' | 'customer' }) {
  const { t } = useWords();
  const url = useUrlFilter();
  const ref = url.get(name);
  const titleOf = useEntityTitles(ref ? [ref] : []);
  if (!ref) return null;
  return (
    <FilterSelect
      label={t(`requests.${name}`)}
      anyLabel={t('requests.any')}
      value={ref}
      onChange={value => url.set(name, value)}
      options={[{ id: ref, label: titleOf(ref) }]}
    />
  );
}
