export { NewRequestPage } from './NewRequestPage';
export { EditRequestPage } from './EditRequestPage';
