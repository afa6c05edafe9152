export * from './ChangeStore';
