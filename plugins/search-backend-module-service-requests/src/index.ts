/**
 * Lets people find requests and tickets in Backstage's search.
 *
 * @packageDocumentation
 */

export { RequestCollatorFactory } from './RequestCollatorFactory';
export { TicketCollatorFactory } from './TicketCollatorFactory';
export { type CollatorOptions } from './clientOf';
export { searchModuleServiceRequests as default } from './module';
