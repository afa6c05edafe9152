export * from './Notifier';
export * from './readLanguages';
