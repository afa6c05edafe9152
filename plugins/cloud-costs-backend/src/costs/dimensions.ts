import { isPostgres } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** Columns of `allocations`, by the dimension that they are. */
export const COLUMNS = {
  payer: 'payer_ref',
  customer: 'customer_ref',
  'software-provider': 'software_provider_ref',
  owner: 'owner_ref',
  system: 'system_ref',
  environment: 'environment_id',
  service: 'service_ref',
  stage: 'stage',
  plan: 'plan',
  instance: 'instance_id',
} as const;

/** A dimension that is a column of allocations. */
export type ColumnDimension = keyof typeof COLUMNS;

/** What costs can be grouped by: a column, the price component, or a tag. */
export type Dimension = ColumnDimension | 'component' | `tag:${string}`;

/** Where the names of what a dimension has ids of are. */
export const TITLES: Partial<Record<Dimension, string>> = {
  environment: 'environment_name',
  instance: 'instance_name',
};

export function isColumn(dimension: Dimension): dimension is ColumnDimension {
  return dimension in COLUMNS;
}

/** SQL for the value of a dimension; empty where an allocation has none. */
export function valueOf(knex: Knex, dimension?: Dimension): Knex.Raw {
  if (dimension === undefined) return knex.raw(`''`);
  if (dimension === 'component') return knex.raw('costs.component');
  if (isColumn(dimension)) {
    return knex.raw(`coalesce(??, '')`, [`allocations.${COLUMNS[dimension]}`]);
  }
  const key = dimension.slice('tag:'.length);
  return isPostgres(knex)
    ? knex.raw(`coalesce(allocations.tags::jsonb ->> ?, '')`, [key])
    : knex.raw(
        `coalesce((select value from json_each(allocations.tags) where key = ?), '')`,
        [key],
      );
}

/**
 * Instead of a value of a filter: allocations that have none. No ref and no id is
 * a single hyphen.
 */
export const NONE = '-';

/** Allocations with any of the values, or with none where that is asked for. */
export function whereColumn(
  query: Knex.QueryBuilder,
  dimension: ColumnDimension,
  values: string[],
): void {
  const column = `allocations.${COLUMNS[dimension]}`;
  query.where(nested => {
    nested.whereIn(column, values);
    if (values.includes(NONE)) nested.orWhereNull(column);
  });
}

/** Allocations that have one of the tags, each as `key=value`; `key=` has none. */
export function whereTag(
  knex: Knex,
  query: Knex.QueryBuilder,
  tags: string[],
): void {
  query.where(nested => {
    for (const tag of tags) {
      const at = tag.indexOf('=');
      const value = valueOf(knex, `tag:${tag.slice(0, at)}`);
      nested.orWhereRaw('? = ?', [value, tag.slice(at + 1)]);
    }
  });
}
