import {
  possibleTicketEvents,
  type Ticket,
  type TicketEvent,
  type TicketRole,
  ticketState,
  TICKET_PROCESSES,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { fromOptionalJson } from '@dualcloud/foundation-node';
import type { TicketStepRow } from './TicketStore';
import type { StoredTicket } from './types';

/** As the lists have it. */
export function presentTicket(ticket: StoredTicket): Ticket {
  const state = ticketState(ticket.kind, ticket.state);
  return {
    id: ticket.id,
    number: ticket.number,
    kind: ticket.kind,
    title: ticket.title,
    state: ticket.state,
    stateTitles: state.titles,
    open: ticket.open,
    waitsFor: state.waitsFor,
    incidentClass: ticket.incidentClass,
    serviceRef: ticket.serviceRef,
    systemRef: ticket.systemRef,
    environmentId: ticket.environmentId,
    instanceId: ticket.instanceId,
    customerRef: ticket.customerRef,
    softwareProviderRef: ticket.softwareProviderRef,
    requesterPartyRef: ticket.requesterPartyRef,
    reportedBy: ticket.reportedBy,
    reporterName: ticket.reporterName,
    assigned: ticket.assigned,
    workaround: ticket.workaround,
    resolution: ticket.resolution,
    plannedFrom: instant(ticket.plannedFrom),
    plannedTo: instant(ticket.plannedTo),
    reportedAt: instant(ticket.reportedAt)!,
    faultSince: instant(ticket.faultSince),
    outageFrom: instant(ticket.outageFrom),
    respondedAt: instant(ticket.respondedAt),
    restoredAt: instant(ticket.restoredAt),
    createdAt: instant(ticket.createdAt)!,
    updatedAt: instant(ticket.updatedAt)!,
    revision: ticket.revision,
  };
}

/** What somebody may make happen next. */
export function presentPossible(
  ticket: StoredTicket,
  roles: ReadonlySet<TicketRole>,
) {
  return possibleTicketEvents(ticket.kind, ticket.state, roles).map(event => ({
    event: event.id,
    titles: event.titles,
    to: event.to,
    needs: event.needs ?? [],
  }));
}

export function presentTicketStep(
  step: TicketStepRow,
  { kind }: StoredTicket,
): TicketEvent {
  const spec = TICKET_PROCESSES[kind].events.find(
    ({ id }) => id === step.event,
  );
  return {
    at: instant(Number(step.at))!,
    by: step.by,
    event: step.event,
    titles: spec?.titles,
    from: step.from_state ?? undefined,
    to: step.to_state ?? undefined,
    reason: step.reason ?? undefined,
    details: fromOptionalJson(step.details),
  };
}

/** Whole seconds, as service levels count them. */
export function instant(ms: number | undefined): string | undefined {
  if (ms === undefined) return undefined;
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
