/**
 * Catalog processor for agreements and service calendars.
 *
 * @packageDocumentation
 */
export { catalogModuleServiceLevels as default } from './module';
