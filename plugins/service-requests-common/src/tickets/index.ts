export * from './types';
export { TICKET_PROCESSES } from './processes';
export {
  initialTicketState,
  possibleTicketEvents,
  ticketEvent,
  ticketEventBetween,
  ticketState,
} from './process';
