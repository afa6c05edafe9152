import {
  createExtensionPoint,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import type { CloudServiceDriver } from './CloudServiceDriver';

/** One entry of `cloudServices.brokers`. @public */
export type BrokerConfig = ReturnType<RootConfigService['getConfig']>;

/** Makes drivers for brokers of one type. @public */
export type CloudServiceDriverFactory = {
  /** Value of `cloudServices.brokers.<name>.type` that this factory serves, for example `osb`. */
  type: string;
  /** Reads the broker's configuration; throws an InputError that names the key at fault. */
  create(options: {
    brokerName: string;
    config: BrokerConfig;
  }): CloudServiceDriver;
};

/** @public */
export interface CloudServicesDriversExtensionPoint {
  addDriverFactory(factory: CloudServiceDriverFactory): void;
}

/** Where modules of the cloud services backend add their drivers. @public */
export const cloudServicesDriversExtensionPoint =
  createExtensionPoint<CloudServicesDriversExtensionPoint>({
    id: 'cloud-services.drivers',
  });
