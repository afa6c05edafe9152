export { searchModuleCloudServicesGerman } from './searchModule';
