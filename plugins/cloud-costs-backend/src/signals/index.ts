export { createTeller } from './createTeller';
