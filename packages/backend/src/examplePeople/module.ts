import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { authProvidersExtensionPoint } from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { assertDevelopment, examplePeopleProvider } from './provider';

const PROVIDER = 'example-people';

/**
 * Sign-in as one of the example people, without a password. It is there when
 * `auth.providers.example-people` is configured, and then refuses to start
 * anywhere but in development.
 */
export const authModuleExamplePeople = createBackendModule({
  pluginId: 'auth',
  moduleId: 'example-people',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ auth, catalog, config, logger, providers }) {
        if (!config.has(`auth.providers.${PROVIDER}`)) return;
        assertDevelopment(config, process.env.NODE_ENV);
        logger.warn(
          'Anybody can sign in as one of the example people, without a password. This is for development only.',
        );
        providers.registerProvider({
          providerId: PROVIDER,
          factory: examplePeopleProvider({ auth, catalog }),
        });
      },
    });
  },
});
