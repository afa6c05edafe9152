import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { cloudCostsCollectorsExtensionPoint } from '@dualcloud/backstage-plugin-cloud-costs-node';
import { SandboxCollector } from './SandboxCollector';

/**
 * Has the usage of the sandbox broker's instances measured.
 * @public
 */
export const cloudCostsModuleSandbox = createBackendModule({
  pluginId: 'cloud-costs',
  moduleId: 'sandbox',
  register(env) {
    env.registerInit({
      deps: {
        collectors: cloudCostsCollectorsExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ collectors, config }) {
        const collector = SandboxCollector.fromConfig(config);
        if (collector) collectors.addCollector(collector);
      },
    });
  },
});
