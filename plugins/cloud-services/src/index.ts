/**
 * Service catalogue, orders and environments in the portal.
 *
 * @packageDocumentation
 */
export { cloudServicesPlugin as default } from './plugin';
export { cloudServicesApiRef, type CloudServicesApi } from './api';
export {
  catalogueRouteRef,
  environmentRouteRef,
  environmentsRouteRef,
  instanceRouteRef,
  orderFormRouteRef,
  orderRouteRef,
} from './routes';
export { cloudServicesTranslationRef } from './translation';
export { cloudServicesMessagesDe } from './translations/de';
