export { NoticeOutbox, type ComposeNotice } from './NoticeOutbox';
export * from './Notifier';
export * from './readLanguages';
