/**
 * Hands tickets over to Request Tracker and back.
 *
 * @packageDocumentation
 */

export { serviceRequestsModuleRequestTracker as default } from './module';
