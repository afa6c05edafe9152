export { Decisions } from './Decisions';
export { Defects } from './Defects';
