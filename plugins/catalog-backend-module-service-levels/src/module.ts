import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { createProcessors } from './createProcessors';

/**
 * Brings agreements and service calendars into the catalog.
 * @public
 */
export const catalogModuleServiceLevels = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'service-levels',
  register(reg) {
    reg.registerInit({
      deps: {
        processing: catalogProcessingExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({ processing, reader }) {
        processing.addProcessor(...createProcessors(reader));
      },
    });
  },
});
