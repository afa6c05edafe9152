export { ApprovalsOfService } from './ApprovalsOfService';
export { ApprovalsPage } from './ApprovalsPage';
