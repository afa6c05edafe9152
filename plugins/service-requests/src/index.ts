/**
 * Requests for individual services, their offers, and what becomes of them.
 *
 * @packageDocumentation
 */
export { serviceRequestsPlugin as default } from './plugin';
export { serviceRequestsApiRef, type ServiceRequestsApi } from './api';
export {
  newRequestRouteRef,
  serviceRequestRouteRef,
  serviceRequestsRouteRef,
} from './routes';
export {
  releaseCalendarRouteRef,
  reportTicketRouteRef,
  serviceDeskRouteRef,
  ticketRouteRef,
} from './desk/routes';
export { serviceRequestsTranslationRef } from './translation';
export { serviceRequestsMessagesDe } from './translations/de';
