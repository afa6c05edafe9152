/**
 * Driver interface, extension points and party resolution of the cloud services backend.
 *
 * @packageDocumentation
 */
export * from './drivers';
export * from './parties';
