/**
 * Catalog processor for price lists.
 *
 * @packageDocumentation
 */
export { catalogModuleCloudCosts as default } from './module';
