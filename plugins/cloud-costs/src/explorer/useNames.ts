import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { CostFilters } from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  localize,
  useEntityTitles,
  useLanguage,
} from '@dualcloud/foundation-react';
import { cloudCostsTranslationRef } from '../translation';
import { DIMENSIONS, isTag, LINES, NONE, type Grouping } from './view';

const OF_ENTITIES: readonly string[] = [
  'payer',
  'customer',
  'software-provider',
  'owner',
  'system',
  'service',
];

/** Whether values of the dimension are in the catalog. */
export function isOfEntities(dimension: string): boolean {
  return OF_ENTITIES.includes(dimension);
}

/** A value of a dimension; `title` when the backend knows one. */
export type Value = { key: string; title?: string };

export type NameOf = (dimension: string, value: Value) => string;

/**
 * The words for values of dimensions: names from the catalog, of stages in the
 * reader's language, of environments as the backend knows them.
 *
 * @param keys - entity refs that the names of will be asked for
 * @param options - values that filters can have, which bring names too
 */
export function useNames(keys: string[], options?: CostFilters): NameOf {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  const language = useLanguage();
  const optionRefs =
    options?.dimensions
      .filter(({ dimension }) => isOfEntities(dimension))
      .flatMap(({ values }) => values.map(({ value }) => value)) ?? [];
  const titleOf = useEntityTitles(
    [...keys, ...optionRefs].filter(key => /^[^:]+:[^/]+\/.+$/.test(key)),
  );
  return (dimension, { key, title }) => {
    if (!key || key === NONE) {
      return dimension === 'environment'
        ? t('general.noEnvironment')
        : t('explorer.notAssigned');
    }
    if (title) return title;
    if (isOfEntities(dimension)) return titleOf(key);
    if (dimension === 'stage') {
      return key === 'development' || key === 'test' || key === 'production'
        ? t(`general.stage.${key}`)
        : key;
    }
    // As price lists of individual services call their one plan.
    if (dimension === 'plan' && key === 'agreed') return t('general.agreed');
    const known = options?.dimensions
      .find(one => one.dimension === dimension)
      ?.values.find(({ value }) => value === key);
    return localize(known?.titles, language, known?.title ?? key);
  };
}

/** The word for a dimension. */
export function useGroupingName(): (grouping: Grouping) => string {
  const { t } = useTranslationRef(cloudCostsTranslationRef);
  return grouping => {
    if (grouping === LINES) return t('explorer.dimension.line');
    if (isTag(grouping)) {
      return t('explorer.dimension.tag', {
        tag: grouping.slice('tag:'.length),
      });
    }
    const known =
      DIMENSIONS.find(dimension => dimension === grouping) ??
      (grouping === 'instance' ? 'instance' : 'owner');
    return t(`explorer.dimension.${known}`);
  };
}
