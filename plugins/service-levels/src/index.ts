/**
 * Service levels, why they are what they are, and how they stand.
 *
 * @packageDocumentation
 */
export { serviceLevelsPlugin as default } from './plugin';
export { serviceLevelsApiRef, type ServiceLevelsApi } from './api';
export {
  explanationRouteRef,
  serviceLevelRouteRef,
  serviceLevelsRouteRef,
} from './routes';
export { serviceLevelsTranslationRef } from './translation';
export { serviceLevelsMessagesDe } from './translations/de';
