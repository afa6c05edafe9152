/**
 * Has service levels measured by Prometheus.
 *
 * @packageDocumentation
 */
export { serviceLevelsModulePrometheus as default } from './module';
