export {
  ServiceStatus,
  serviceStatusApiRef,
  type ServiceStatusApi,
  type ServiceStatusProps,
} from './serviceStatusApi';
