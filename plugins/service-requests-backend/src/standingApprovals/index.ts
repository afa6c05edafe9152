export { ApprovalReader } from './ApprovalReader';
export { ApprovalService } from './ApprovalService';
export { ApprovalStore } from './ApprovalStore';
export { answerOf } from './limits';
export { approvalRoutes, type ApprovalRouteOptions } from './routes';
