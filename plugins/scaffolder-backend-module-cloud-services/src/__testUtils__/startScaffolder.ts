import {
  type BackendFeature,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderModuleCloudServices from '..';
import type { StubApi } from './StubApi';

/** The real scaffolder with our module, on database files, beside the API's stub. */
export async function startScaffolder(options: {
  api: StubApi;
  directory: string;
  template: Entity;
  recovery: boolean;
  features?: BackendFeature[];
}): Promise<TestBackend> {
  const { api, directory, template, recovery, features = [] } = options;
  return startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: { directory } },
          },
          scaffolder: {
            taskRecovery: { enabled: recovery, staleTimeout: { seconds: 2 } },
          },
        },
      }),
      databaseServiceFactory,
      catalogServiceMock.factory({ entities: [template] }),
      scaffolderPlugin,
      scaffolderModuleCloudServices,
      createBackendPlugin({
        pluginId: 'cloud-services',
        register(env) {
          env.registerInit({
            deps: { http: coreServices.httpRouter },
            async init({ http }) {
              http.use(api.router());
              http.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
            },
          });
        },
      }),
      ...features,
    ],
  });
}
