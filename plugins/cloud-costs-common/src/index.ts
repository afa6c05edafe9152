/**
 * Types, permissions, price lists and the typed client of the cloud costs plugin.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './permissions';
export * from './conditions';
export * from './client';
export * from './signals';
export * from './money';
export * from './priceLists';
export type { paths, components, operations } from './schema/openapi';
