export { Deadlines, type Deadline } from './Deadlines';
