export * from './cursors';
