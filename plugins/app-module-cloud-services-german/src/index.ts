/**
 * German for the portal.
 *
 * @packageDocumentation
 */
export { appModuleCloudServicesGerman as default } from './module';
export { shellTitlesTranslationRef, useShellTitle } from './titles';
