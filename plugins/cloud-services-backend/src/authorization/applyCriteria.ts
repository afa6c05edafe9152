import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { CloudServicesResourceFilter } from './rules';

export type ResourceTable = 'environments' | 'instances' | 'orders';

const COLUMNS: Record<CloudServicesResourceFilter['property'], string> = {
  stage: 'stage',
  ownerRef: 'owner_ref',
  customerRef: 'customer_ref',
  softwareProviderRef: 'software_provider_ref',
  payerRef: 'payer_ref',
  requestedBy: 'created_by',
};

function columnOf(
  table: ResourceTable,
  property: CloudServicesResourceFilter['property'],
): string {
  return table === 'orders' && property === 'requestedBy'
    ? 'orders.requested_by'
    : `${table}.${COLUMNS[property]}`;
}

/** Turns a policy's conditions into SQL. */
export function applyCriteria(
  query: Knex.QueryBuilder,
  table: ResourceTable,
  criteria: PermissionCriteria<CloudServicesResourceFilter>,
  negated = false,
): void {
  if ('allOf' in criteria) {
    for (const child of criteria.allOf) {
      query.where(nested => applyCriteria(nested, table, child, negated));
    }
  } else if ('anyOf' in criteria) {
    if (criteria.anyOf.length === 0) query.whereRaw('1 = 0');
    for (const child of criteria.anyOf) {
      query.orWhere(nested => applyCriteria(nested, table, child, negated));
    }
  } else if ('not' in criteria) {
    query.whereNot(nested => applyCriteria(nested, table, criteria.not, true));
  } else if (criteria.values.length === 0) {
    query.whereRaw('1 = 0');
  } else if (negated) {
    // NOT (NULL in (…)) is unknown in SQL, but true in the rule's apply().
    query.whereRaw(
      `coalesce(??, '') in (${criteria.values.map(() => '?').join(', ')})`,
      [columnOf(table, criteria.property), ...criteria.values],
    );
  } else {
    query.whereIn(columnOf(table, criteria.property), criteria.values);
  }
}

/** Owner, agency or software provider is among the refs. */
export function whereParty(
  query: Knex.QueryBuilder,
  table: ResourceTable,
  refs: string[],
): void {
  query.where(nested =>
    nested
      .whereIn(`${table}.owner_ref`, refs)
      .orWhereIn(`${table}.customer_ref`, refs)
      .orWhereIn(`${table}.software_provider_ref`, refs),
  );
}
