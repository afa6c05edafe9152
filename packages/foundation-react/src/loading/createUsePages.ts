import { useEffect, useState } from 'react';
import { useApi, type ApiRef } from '@backstage/core-plugin-api';
import type { ClientApi } from '../client';
import { createUseQuery } from './createUseQuery';

/**
 * One page of a list, and how to come to the next.
 * @public
 */
export type ListPage = { items: unknown[]; nextCursor?: string };

/**
 * A list as far as it has been read.
 * @public
 */
export type Pages<P extends ListPage> = {
  first?: P;
  items?: Array<P['items'][number]>;
  error?: Error;
  isPending: boolean;
  isLoadingMore: boolean;
  reload: () => void;
  /** Absent where there is no further page. */
  loadMore?: () => Promise<void>;
};

/**
 * A list that is read page by page; a reload begins at the first page again. `key`
 * says what is asked for, as with `useLoader`.
 * @public
 */
export type UsePages<TClient> = <P extends ListPage>(
  load: (client: TClient, cursor: string | undefined) => Promise<{ data?: P }>,
  key: string | undefined,
) => Pages<P>;

/**
 * Makes the hook with which a plugin's pages read long lists from its backend.
 * @public
 */
export function createUsePages<TClient>(
  apiRef: ApiRef<ClientApi<TClient>>,
): UsePages<TClient> {
  const useQuery = createUseQuery(apiRef);
  return function usePages<P extends ListPage>(
    load: (
      client: TClient,
      cursor: string | undefined,
    ) => Promise<{ data?: P }>,
    key: string | undefined,
  ): Pages<P> {
    const api = useApi(apiRef);
    const first = useQuery(client => load(client, undefined), key);
    const [more, setMore] = useState<{ after: unknown; pages: P[] }>();
    const [isLoadingMore, setLoadingMore] = useState(false);
    const [moreError, setMoreError] = useState<Error>();
    useEffect(() => setMoreError(undefined), [first.data]);

    const pages = more && more.after === first.data ? more.pages : [];
    const all = first.data && [first.data, ...pages];
    const nextCursor = all?.at(-1)?.nextCursor;
    const loadMore = async () => {
      setLoadingMore(true);
      setMoreError(undefined);
      try {
        const { data } = await load(await api.getClient(), nextCursor);
        if (data) setMore({ after: first.data, pages: [...pages, data] });
      } catch (error) {
        setMoreError(error instanceof Error ? error : new Error(String(error)));
      } finally {
        setLoadingMore(false);
      }
    };

    return {
      first: first.data,
      items: all?.flatMap((page): Array<P['items'][number]> => page.items),
      error: first.error ?? moreError,
      isPending: first.isPending,
      isLoadingMore,
      reload: first.reload,
      loadMore: nextCursor ? loadMore : undefined,
    };
  };
}
