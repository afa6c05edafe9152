export { BrokerCatalogProvider } from './BrokerCatalogProvider';
export {
  HttpCloudServicesSource,
  type CloudServicesSource,
} from './CloudServicesSource';
export { LiveEntityProvider } from './LiveEntityProvider';
export { openLeases } from './leases';
