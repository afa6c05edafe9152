export {
  cloudServicesApiFactory,
  cloudServicesApiRef,
  type CloudServicesApi,
} from './cloudServicesApi';
