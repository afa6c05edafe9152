export { AssignmentSection } from './AssignmentSection';
