import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { TypedClientOptions } from '@dualcloud/foundation-common';

/**
 * Another plugin's API, as ourselves unless told otherwise. Each call of what this
 * returns asks discovery anew, so that a plugin that has moved or come back is found.
 *
 * @param pluginId - whom the token is for
 * @param create - of the other plugin's `-common` package
 * @param onBehalfOf - whose rights count; ourselves if left out
 * @public
 */
export function pluginClient<T>(
  { auth, discovery }: { auth: AuthService; discovery: DiscoveryService },
  pluginId: string,
  create: (options: Omit<TypedClientOptions, 'pluginId'>) => Promise<T>,
  onBehalfOf: () => Promise<BackstageCredentials> = () =>
    auth.getOwnServiceCredentials(),
): () => Promise<T> {
  return () =>
    create({
      discoveryApi: discovery,
      getToken: async () => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await onBehalfOf(),
          targetPluginId: pluginId,
        });
        return token;
      },
    });
}
