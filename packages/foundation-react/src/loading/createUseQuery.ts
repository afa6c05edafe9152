import { useApi, type ApiRef } from '@backstage/core-plugin-api';
import type { ClientApi } from '../client';
import { useLoader, type Query } from './useLoader';

/**
 * Reads from one plugin's backend; `key` says what is asked for, see
 * {@link useLoader}.
 * @public
 */
export type UseQuery<TClient> = <T>(
  load: (client: TClient) => Promise<{ data?: T }>,
  key: string | undefined,
) => Query<T>;

/**
 * Makes the hook with which a plugin's pages read from its backend.
 * @public
 */
export function createUseQuery<TClient>(
  apiRef: ApiRef<ClientApi<TClient>>,
): UseQuery<TClient> {
  return function useQuery<T>(
    load: (client: TClient) => Promise<{ data?: T }>,
    key: string | undefined,
  ): Query<T> {
    const api = useApi(apiRef);
    return useLoader(async () => {
      const { data } = await load(await api.getClient());
      if (data === undefined) {
        throw new Error('The backend gave an empty answer');
      }
      return data;
    }, key);
  };
}
