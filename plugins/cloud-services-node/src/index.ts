/**
 * Driver interface and extension points of the cloud services backend.
 *
 * @packageDocumentation
 */
export * from './drivers';
