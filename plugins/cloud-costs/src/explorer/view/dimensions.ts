import type {
  CostDimension,
  CostStage,
} from '@dualcloud/backstage-plugin-cloud-costs-common';

/** What one can group by, beside tags. */
export const DIMENSIONS = [
  'payer',
  'customer',
  'software-provider',
  'system',
  'environment',
  'service',
  'stage',
  'plan',
  'component',
] as const;

export type NamedDimension = (typeof DIMENSIONS)[number] | 'owner' | 'instance';

/** Query parameters that narrow costs down, as the API has them. */
export const FILTERS = [...DIMENSIONS, 'owner', 'instance', 'tag'] as const;

export type FilterName = (typeof FILTERS)[number];

/** Any of the values of each; a tag as `key=value`. */
export type Filters = Partial<Record<FilterName, string[]>>;

/** Filters as the API takes them. */
export type Scope = Omit<Filters, 'stage'> & { stage?: CostStage[] };

const STAGES: readonly CostStage[] = ['development', 'test', 'production'];

/** Without stages that do not exist, which an address may name. */
export function scopeOf(filters: Filters): Scope {
  const { stage, ...rest } = filters;
  const stages = STAGES.filter(one => stage?.includes(one));
  return stages.length > 0 ? { ...rest, stage: stages } : rest;
}

/** Instead of a dimension: the single lines. */
export const LINES = 'line';

export type Grouping = CostDimension | typeof LINES;

const TAG = /^tag:[A-Za-z0-9._/-]{1,63}$/;

export function isTag(grouping: string): boolean {
  return TAG.test(grouping);
}

export function isGrouping(text: string): boolean {
  return (
    text === LINES ||
    text === 'owner' ||
    text === 'instance' ||
    DIMENSIONS.some(dimension => dimension === text) ||
    isTag(text)
  );
}

/** As the API has it: what has no value of the dimension. */
export const NONE = '-';

/** Those that something may be without. */
const OPTIONAL: readonly string[] = [
  'customer',
  'software-provider',
  'system',
  'environment',
];

/** The filter for a group: its key, or that it has none. */
export function filterValueOf(
  dimension: Grouping,
  key: string,
): string | undefined {
  if (key) return key;
  if (isTag(dimension)) return '';
  return OPTIONAL.includes(dimension) ? NONE : undefined;
}

/** The filter for one value of a dimension. */
export function filterOf(
  dimension: Grouping,
  value: string,
): { name: FilterName; value: string } | undefined {
  if (isTag(dimension)) {
    return { name: 'tag', value: `${dimension.slice('tag:'.length)}=${value}` };
  }
  const name = FILTERS.find(filter => filter === dimension);
  return name && { name, value };
}
