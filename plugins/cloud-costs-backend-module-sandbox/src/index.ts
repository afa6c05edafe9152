/**
 * Measures what the sandbox broker's instances use, for the cloud costs backend.
 *
 * @packageDocumentation
 */
export { cloudCostsModuleSandbox as default } from './module';
