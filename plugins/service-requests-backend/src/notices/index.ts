export { createNotices } from './createNotices';
export type { RequestNotices } from './Notice';
