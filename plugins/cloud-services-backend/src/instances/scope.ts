import type { Knex } from 'knex';
import { type Caller, whereParty } from '@dualcloud/foundation-node';
import { partyColumns, type ResourceTable } from '../authorization';

/** mine: ordered by me, or owned by me or my team; organisation: my organisation is a party; all that I may see. */
export type Scope = 'mine' | 'organisation' | 'all';

/** Narrows what the caller may see down to what the caller asked for. */
export function restrictScope(
  query: Knex.QueryBuilder,
  table: ResourceTable,
  caller: Caller,
  scope: Scope = 'all',
): void {
  if (scope === 'all' || caller.type !== 'user') return;
  const by = table === 'orders' ? 'orders.requested_by' : `${table}.created_by`;
  if (scope === 'mine') {
    query.where(nested =>
      nested
        .where(by, caller.ref)
        .orWhereIn(`${table}.owner_ref`, caller.ownRefs),
    );
    return;
  }
  whereParty(query, partyColumns(table), caller.party.refs);
}
