export { DocumentService } from './DocumentService';
export * from './routes';
