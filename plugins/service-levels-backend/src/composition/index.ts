export { compose, subjectsOf, wholeOf } from './compose';
