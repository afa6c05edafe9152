export { AttachmentService } from './AttachmentService';
export { attachmentRoutes, type AttachmentRouteOptions } from './routes';
