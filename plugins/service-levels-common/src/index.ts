/**
 * Types, permissions, agreements, calendars and the typed client of the service
 * levels plugin.
 *
 * @packageDocumentation
 */
export * from './agreements';
export * from './calendars';
export * from './openSlo';
export * from './documents';
export * from './client';
export * from './permissions';
export * from './conditions';
export * from './search';
export * from './signals';
export * from './types';
export type { paths, components, operations } from './schema/openapi';
