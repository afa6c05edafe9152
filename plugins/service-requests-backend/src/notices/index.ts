export { createNotices } from './createNotices';
export { type RequestNotices, TAKEOVER_NEWS } from './Notice';
