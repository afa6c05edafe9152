import type {
  TicketKind,
  TicketRole,
} from '@dualcloud/backstage-plugin-service-requests-common';
import type { Caller } from '@dualcloud/foundation-node';
import { resourceOf, rolesIn } from '../authorization';
import { type StoredTicket, toRow } from './types';

/** Who somebody is to a ticket. */
export function rolesTo(
  caller: Caller,
  ticket: StoredTicket,
): ReadonlySet<TicketRole> {
  const roles = new Set<TicketRole>();
  if (caller.type !== 'user') return roles;
  const inRequest = rolesIn(caller.party, resourceOf('ticket', toRow(ticket)));
  if (inRequest.has('requester')) roles.add('reporter');
  for (const role of ['customer', 'software-provider', 'provider'] as const) {
    if (inRequest.has(role)) roles.add(role);
  }
  if (caller.party.refs.includes(ticket.assigned.ref)) roles.add('assignee');
  return roles;
}

/** Whether somebody with these roles works on a ticket of this kind, rather than only reading and commenting. */
export function worksOn(
  kind: TicketKind,
  roles: ReadonlySet<TicketRole>,
): boolean {
  return (
    roles.has('provider') ||
    roles.has('assignee') ||
    (kind === 'problem' && roles.has('software-provider'))
  );
}
