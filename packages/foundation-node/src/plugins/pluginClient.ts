import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { TypedClientOptions } from '@dualcloud/foundation-common';

/**
 * Another plugin's API as ourselves. Each call of what this returns asks discovery
 * anew, so that a plugin that has moved or come back is found.
 *
 * @param pluginId - whom the token is for
 * @param create - of the other plugin's `-common` package
 * @public
 */
export function pluginClient<T>(
  { auth, discovery }: { auth: AuthService; discovery: DiscoveryService },
  pluginId: string,
  create: (options: Omit<TypedClientOptions, 'pluginId'>) => Promise<T>,
): () => Promise<T> {
  return () =>
    create({
      discoveryApi: discovery,
      getToken: async () => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: pluginId,
        });
        return token;
      },
    });
}
