import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { serviceLevelsSourcesExtensionPoint } from '@dualcloud/backstage-plugin-service-levels-node';
import { PrometheusSource } from './PrometheusSource';

/**
 * Brings in the Prometheus servers under `serviceLevels.prometheus.sources`, each
 * as a source of its name. Does nothing where there are none.
 * @public
 */
export const serviceLevelsModulePrometheus = createBackendModule({
  pluginId: 'service-levels',
  moduleId: 'prometheus',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: serviceLevelsSourcesExtensionPoint,
      },
      async init({ config, sources }) {
        PrometheusSource.fromConfig(config).forEach(source =>
          sources.addSource(source),
        );
      },
    });
  },
});
