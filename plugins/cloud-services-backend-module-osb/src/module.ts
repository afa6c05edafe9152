import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { cloudServicesDriversExtensionPoint } from '@dualcloud/backstage-plugin-cloud-services-node';
import { readOsbConfig } from './config/readOsbConfig';
import { createOsbDriver } from './OsbDriver';

/**
 * Serves every broker below `cloudServices.brokers` whose `type` is `osb`.
 * @public
 */
export const cloudServicesModuleOsb = createBackendModule({
  pluginId: 'cloud-services',
  moduleId: 'osb',
  register(env) {
    env.registerInit({
      deps: {
        drivers: cloudServicesDriversExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ drivers, logger }) {
        drivers.addDriverFactory({
          type: 'osb',
          create({ brokerName, config }) {
            return createOsbDriver({
              brokerName,
              ...readOsbConfig(brokerName, config),
              logger: logger.child({ broker: brokerName }),
            });
          },
        });
      },
    });
  },
});
