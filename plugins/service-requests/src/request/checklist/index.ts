export { ChecklistSection } from './ChecklistSection';
