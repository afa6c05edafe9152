/**
 * German for the portal and the cloud services plugins.
 *
 * @packageDocumentation
 */
export { appModuleCloudServicesGerman as default } from './module';
export { shellTitlesTranslationRef, useShellTitle } from './titles';
export {
  catalogModuleCloudServicesGerman,
  scaffolderModuleCloudServicesGerman,
} from './entities';
export { searchModuleCloudServicesGerman } from './search';
