export { TicketLinks } from './TicketLinks';
