export {
  catalogModuleCloudServicesGerman,
  scaffolderModuleCloudServicesGerman,
} from './modules';
