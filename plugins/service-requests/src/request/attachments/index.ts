export { AttachmentSection } from './AttachmentSection';
