/**
 * Types, permissions, entity kinds and the typed client of the cloud services plugin.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './permissions';
export * from './conditions';
export * from './signals';
export * from './failures';
export * from './journal';
export * from './refusals';
export * from './warnings';
export * from './client';
export * from './entities';
export type { paths, components, operations } from './schema/openapi';
