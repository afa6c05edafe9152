export {
  serviceLevelsApiFactory,
  serviceLevelsApiRef,
  type ServiceLevelsApi,
} from './serviceLevelsApi';
