/**
 * Usage collectors and extension points of the cloud costs backend.
 *
 * @packageDocumentation
 */
export * from './collectors';
