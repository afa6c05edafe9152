/**
 * Catalog entity provider and processor for cloud services.
 *
 * @packageDocumentation
 */
export { catalogModuleCloudServices as default } from './module';
