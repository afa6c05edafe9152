export { readInstant } from './readInstant';
