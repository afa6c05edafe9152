import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { createPriceListProcessor } from './createPriceListProcessor';

/**
 * Brings price lists into the catalog.
 * @public
 */
export const catalogModuleCloudCosts = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'cloud-costs',
  register(reg) {
    reg.registerInit({
      deps: {
        processing: catalogProcessingExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({ processing, reader }) {
        processing.addProcessor(createPriceListProcessor(reader));
      },
    });
  },
});
