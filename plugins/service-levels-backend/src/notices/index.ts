export { createNotices, type Notices } from './createNotices';
export { NoticeOutbox } from './NoticeOutbox';
