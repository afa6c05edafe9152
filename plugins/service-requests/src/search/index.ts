export { RequestResultItem } from './RequestResultItem';
export { TicketResultItem } from './TicketResultItem';
