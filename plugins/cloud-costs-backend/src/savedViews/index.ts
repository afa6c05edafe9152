export * from './routes';
export * from './SavedViewService';
