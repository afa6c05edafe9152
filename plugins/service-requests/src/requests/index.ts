export { RequestsPage } from './RequestsPage';
export { DueDate, StateBadge, Turn } from './RequestState';
export { RequestList } from './RequestList';
