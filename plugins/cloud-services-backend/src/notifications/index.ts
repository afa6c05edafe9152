export * from './Messenger';
