export {
  cloudCostsApiFactory,
  cloudCostsApiRef,
  type CloudCostsApi,
} from './cloudCostsApi';
