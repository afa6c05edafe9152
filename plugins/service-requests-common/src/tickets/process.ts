import { TICKET_PROCESSES } from './processes';
import type {
  TicketEventSpec,
  TicketKind,
  TicketRole,
  TicketStateSpec,
} from './types';

/** Where every ticket of a kind begins. @public */
export function initialTicketState(kind: TicketKind): TicketStateSpec {
  return TICKET_PROCESSES[kind].states[0];
}

/** @throws Error if there is no such state @public */
export function ticketState(kind: TicketKind, id: string): TicketStateSpec {
  const state = TICKET_PROCESSES[kind].states.find(one => one.id === id);
  if (!state) throw new Error(`${kind}s have no state "${id}"`);
  return state;
}

/** The event of that name in a state. @public */
export function ticketEvent(
  kind: TicketKind,
  stateId: string,
  eventId: string,
): TicketEventSpec | undefined {
  return eventsFrom(kind, stateId).find(({ id }) => id === eventId);
}

/** The event that leads from one state straight to another. @public */
export function ticketEventBetween(
  kind: TicketKind,
  fromId: string,
  toId: string,
): TicketEventSpec | undefined {
  return eventsFrom(kind, fromId).find(({ to }) => to === toId);
}

/** Events that somebody in these roles may make happen. @public */
export function possibleTicketEvents(
  kind: TicketKind,
  stateId: string,
  roles: ReadonlySet<TicketRole>,
): TicketEventSpec[] {
  return eventsFrom(kind, stateId).filter(({ by }) =>
    by.some(role => roles.has(role)),
  );
}

function eventsFrom(kind: TicketKind, stateId: string): TicketEventSpec[] {
  return TICKET_PROCESSES[kind].events.filter(({ from }) =>
    from.includes(stateId),
  );
}
