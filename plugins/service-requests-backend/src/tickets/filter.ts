import type { TicketRole } from '@dualcloud/backstage-plugin-service-requests-common';
import { TICKET_PROCESSES } from '@dualcloud/backstage-plugin-service-requests-common';
import type { Caller, Party } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';

/** Query of `GET /tickets`. */
export type TicketFilter = {
  scope?: 'waiting-for-me' | 'all';
  kind?: string;
  state?: string;
  open?: boolean;
  service?: string;
  system?: string;
  environment?: string;
  instance?: string;
  customer?: string;
  'software-provider'?: string;
  assigned?: string;
  q?: string;
  limit?: number;
  cursor?: string;
};

const COLUMN_OF = {
  kind: 'tickets.kind',
  state: 'tickets.state',
  service: 'tickets.service_ref',
  system: 'tickets.system_ref',
  environment: 'tickets.environment_id',
  instance: 'tickets.instance_id',
  customer: 'tickets.customer_ref',
  'software-provider': 'tickets.software_provider_ref',
  assigned: 'tickets.assigned_ref',
} as const;

/** Restricts a list of tickets to what was asked for. */
export function restrictTickets(
  query: Knex.QueryBuilder,
  caller: Caller,
  filter: TicketFilter,
): void {
  for (const [key, column] of Object.entries(COLUMN_OF)) {
    const value = filter[key as keyof typeof COLUMN_OF];
    if (value) query.where(column, value);
  }
  if (filter.open !== undefined) {
    query.where('tickets.open', String(filter.open) === 'true' ? 1 : 0);
  }
  const words = filter.q?.trim().toLocaleLowerCase('en-US');
  if (words) {
    query.whereRaw(`tickets.search like ? escape '\\'`, [
      `%${words.replace(/[\\%_]/g, '\\$&')}%`,
    ]);
  }
  if (filter.scope !== 'waiting-for-me') return;
  if (caller.type === 'user') {
    query.where(nested => waitsFor(nested, caller.party));
  } else {
    query.whereRaw('1 = 0');
  }
}

const REF_COLUMN: Partial<Record<TicketRole, string>> = {
  reporter: 'tickets.requester_party_ref',
  customer: 'tickets.customer_ref',
  'software-provider': 'tickets.software_provider_ref',
  assignee: 'tickets.assigned_ref',
};

/** The states in which it is somebody's turn, by who it is. Must agree with `rolesTo`. */
function waitsFor(query: Knex.QueryBuilder, party: Party): void {
  query.whereRaw('1 = 0');
  for (const [kind, { states }] of Object.entries(TICKET_PROCESSES)) {
    for (const { id, waitsFor: role } of states) {
      if (!role || (role === 'provider' && !party.isItServiceProvider))
        continue;
      query.orWhere(turn => {
        turn.where({ 'tickets.kind': kind, 'tickets.state': id });
        const column = REF_COLUMN[role];
        if (column) turn.whereIn(column, party.refs);
      });
    }
  }
}
