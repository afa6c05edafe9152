export * from './ChangeStore';
export * from './readFeedCursor';
