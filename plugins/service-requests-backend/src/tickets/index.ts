export { createTickets } from './createTickets';
export { moveTicket } from './moveTicket';
export { openTickets, type OpenTicket, type TicketScope } from './openTickets';
export { ticketRoutes, type TicketRouteOptions } from './routes';
export { type CommentRow, TicketComments } from './TicketComments';
export { type TicketFollower, TicketFollowers } from './TicketFollowers';
export { TicketReader } from './TicketReader';
export { TicketStore } from './TicketStore';
export type { StoredTicket } from './types';
