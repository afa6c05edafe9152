import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';

/**
 * What a permission rule becomes in a query: the property has one of the values.
 * It is what `toQuery` of a plugin's rules answers.
 * @public
 */
export type PropertyFilter<TProperty extends string = string> = {
  property: TProperty;
  values: string[];
};

/**
 * The column of each property in one table, such as `orders.requested_by`. A
 * property without a column is one that no row of the table has.
 * @public
 */
export type ColumnMap<TProperty extends string = string> = Readonly<
  Partial<Record<TProperty, string>>
>;

/**
 * Turns a policy's conditions into SQL. Says the same as the rules' `apply`
 * about each row, also where a column is null.
 * @public
 */
export function applyCriteria<TProperty extends string>(
  query: Knex.QueryBuilder,
  columns: ColumnMap<TProperty>,
  criteria: PermissionCriteria<PropertyFilter<TProperty>>,
): void {
  apply(query, columns, criteria, false);
}

function apply<TProperty extends string>(
  query: Knex.QueryBuilder,
  columns: ColumnMap<TProperty>,
  criteria: PermissionCriteria<PropertyFilter<TProperty>>,
  negated: boolean,
): void {
  if ('allOf' in criteria) {
    for (const child of criteria.allOf) {
      query.where(nested => apply(nested, columns, child, negated));
    }
  } else if ('anyOf' in criteria) {
    if (criteria.anyOf.length === 0) query.whereRaw('1 = 0');
    for (const child of criteria.anyOf) {
      query.orWhere(nested => apply(nested, columns, child, negated));
    }
  } else if ('not' in criteria) {
    query.whereNot(nested => apply(nested, columns, criteria.not, true));
  } else {
    whereProperty(query, columns[criteria.property], criteria.values, negated);
  }
}

function whereProperty(
  query: Knex.QueryBuilder,
  column: string | undefined,
  values: string[],
  negated: boolean,
): void {
  if (column === undefined || values.length === 0) {
    query.whereRaw('1 = 0');
  } else if (negated) {
    // NOT (NULL in (…)) is unknown in SQL, but true in the rule's apply().
    query.whereRaw(
      `coalesce(??, '') in (${values.map(() => '?').join(', ')})`,
      [column, ...values],
    );
  } else {
    query.whereIn(column, values);
  }
}

/**
 * Restricts a query to rows that have one of the refs in one of the columns; to
 * none if there are no columns.
 * @public
 */
export function whereParty(
  query: Knex.QueryBuilder,
  columns: readonly string[],
  refs: string[],
): void {
  if (columns.length === 0) {
    query.whereRaw('1 = 0');
    return;
  }
  query.where(nested => {
    for (const column of columns) nested.orWhereIn(column, refs);
  });
}
