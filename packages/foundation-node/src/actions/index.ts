export { READ_ONLY, userOf } from './actions';
