/**
 * Individual services from accepted offers, and request types, in the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleServiceRequests as default } from './module';
