import type { Caller, Party } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** Whose turn it is. */
export type RequestScope = 'waiting-for-me' | 'waiting-for-others' | 'all';

/** Restricts a list of requests to those that wait for the caller, or for others. */
export function restrictToScope(
  query: Knex.QueryBuilder,
  caller: Caller,
  scope: RequestScope | undefined,
): void {
  if (scope === undefined || scope === 'all') return;
  if (caller.type !== 'user') {
    query.whereRaw('1 = 0');
    return;
  }
  const mine = (nested: Knex.QueryBuilder) => waitsFor(nested, caller.party);
  if (scope === 'waiting-for-me') {
    query.where(mine);
  } else {
    query.whereNotNull('requests.waits_for').whereNot(mine);
  }
}

/** Must agree with `rolesIn`. */
function waitsFor(query: Knex.QueryBuilder, party: Party): void {
  const roles = [
    ...(party.isItServiceProvider ? ['provider'] : []),
    ...(party.isPlatformEngineer ? ['platform-engineer'] : []),
  ];
  query.whereIn('requests.waits_for', roles);
  const parties = {
    requester: 'requests.requester_party_ref',
    customer: 'requests.customer_ref',
    'software-provider': 'requests.software_provider_ref',
  };
  for (const [role, column] of Object.entries(parties)) {
    query.orWhere(turn =>
      turn
        .where('requests.waits_for', role)
        // NULL IN (…) is unknown, and so would be its negation.
        .whereRaw(
          `coalesce(??, '') in (${party.refs.map(() => '?').join(', ')})`,
          [column, ...party.refs],
        ),
    );
  }
}
