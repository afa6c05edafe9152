/**
 * Sources of measurements for the service levels backend.
 *
 * @packageDocumentation
 */
export * from './sources';
