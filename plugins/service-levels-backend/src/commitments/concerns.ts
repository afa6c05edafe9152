import type { Knex } from 'knex';
import type { Decisions, ServiceLevelsPermission } from '../authorization';

/** Tables whose rows are about a subject, and some about one customer's only. */
export type SubjectTable = 'outages' | 'incidents';

/** What lists may be narrowed down to; entity refs, and an environment's id. */
export type ScopeFilter = {
  commitment?: string;
  subject?: string;
  customer?: string;
  'software-provider'?: string;
  system?: string;
  environment?: string;
  stage?: string;
};

const COLUMNS = {
  commitment: 'commitments.id',
  customer: 'commitments.customer_ref',
  'software-provider': 'commitments.software_provider_ref',
  system: 'commitments.system_ref',
  environment: 'commitments.environment_id',
  stage: 'commitments.stage',
} as const;

/** Narrows commitments down; a subject is also the service or the system of one. */
export function filterCommitments(
  query: Knex.QueryBuilder,
  filter: ScopeFilter,
): void {
  for (const [key, column] of Object.entries(COLUMNS)) {
    const value = filter[key as keyof typeof COLUMNS];
    if (value !== undefined) query.where(column, value);
  }
  const { subject } = filter;
  if (subject === undefined) return;
  const ref = subject.toLocaleLowerCase('en-US');
  query.where(any =>
    any
      .where('commitments.subject_ref', ref)
      .orWhere('commitments.service_ref', ref)
      .orWhere('commitments.system_ref', ref),
  );
}

/** The commitments that a row of a subject concerns. */
export function whereConcerned(
  query: Knex.QueryBuilder,
  table: SubjectTable,
): void {
  query
    .whereRaw('commitments.subject_ref = ??', [`${table}.subject_ref`])
    .where(any =>
      any
        .whereNull(`${table}.customer_ref`)
        .orWhereRaw('commitments.customer_ref = ??', [`${table}.customer_ref`]),
    );
}

/**
 * Leaves of a table what concerns a commitment that the caller may see, and that
 * the filter leaves.
 */
export function restrictToSeen(
  query: Knex.QueryBuilder,
  table: SubjectTable,
  options: {
    decisions: Decisions;
    permission: ServiceLevelsPermission;
    filter: ScopeFilter;
  },
): void {
  const { decisions, permission, filter } = options;
  query.whereExists(nested => {
    nested.from('commitments').select(nested.client.raw('1'));
    whereConcerned(nested, table);
    decisions.restrict(nested, 'commitments', permission);
    filterCommitments(nested, filter);
  });
}
