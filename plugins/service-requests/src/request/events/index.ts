export { EventActions } from './EventActions';
