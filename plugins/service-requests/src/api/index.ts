export {
  serviceRequestsApiFactory,
  serviceRequestsApiRef,
  type ServiceRequestsApi,
} from './serviceRequestsApi';
