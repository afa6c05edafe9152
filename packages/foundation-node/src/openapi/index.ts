export { createDocumentRouter } from './createDocumentRouter';
export type { Endpoint } from './Endpoint';
