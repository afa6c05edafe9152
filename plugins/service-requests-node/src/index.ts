/**
 * Extension points of the service requests backend.
 *
 * @packageDocumentation
 */
export * from './attachments';
export * from './takeoverGates';
export * from './connectors';
