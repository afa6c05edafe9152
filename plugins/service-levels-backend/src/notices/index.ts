export { createNotices, type Notices } from './createNotices';
export type { NoticeOutbox } from './NoticeOutbox';
