export { Checklist } from './Checklist';
export { ChecklistSection } from './ChecklistSection';
