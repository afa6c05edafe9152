/**
 * Types, permissions, request types and the typed client of the service requests
 * plugin.
 *
 * @packageDocumentation
 */
export * from './requestTypes';
export * from './tickets';
export * from './client';
export * from './permissions';
export * from './conditions';
export * from './search';
export * from './signals';
export * from './types';
export type { paths, components, operations } from './schema/openapi';
