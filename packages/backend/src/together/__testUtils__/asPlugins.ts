import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** The real tokens of plugins say that they ask for somebody; those of the tests do not. */
export const asPlugins = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const httpAuth = mockServices.httpAuth({ pluginId: plugin.getId() });
    const actor = { type: 'service', subject: 'plugin:search' };
    return {
      ...httpAuth,
      credentials: async (
        ...request: Parameters<typeof httpAuth.credentials>
      ) => {
        const credentials = await httpAuth.credentials(...request);
        Object.assign(credentials.principal as object, { actor });
        return credentials as never;
      },
    };
  },
});
