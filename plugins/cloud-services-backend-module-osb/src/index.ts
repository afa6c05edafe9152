/**
 * Open Service Broker API 2.17 driver for the cloud services backend.
 *
 * @packageDocumentation
 */

export { createOsbDriver, type OsbDriverOptions } from './OsbDriver';
export type { OsbAuth } from './transport/BrokerTransport';
export { cloudServicesModuleOsb as default } from './module';
