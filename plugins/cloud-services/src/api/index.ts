export { cloudServicesApiRef, type CloudServicesApi } from './cloudServicesApi';
export { DefaultCloudServicesApi } from './DefaultCloudServicesApi';
