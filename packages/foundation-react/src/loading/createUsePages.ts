import { useEffect, useRef, useState } from 'react';
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
 * A list that is read page by page; a reload reads as many pages as are there.
 * `key` says what is asked for, as with `useLoader`.
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
    const wanted = useRef({ key, pages: 1 });
    const read = useQuery(async client => {
      if (wanted.current.key !== key) wanted.current = { key, pages: 1 };
      const pages: P[] = [];
      while (pages.length < wanted.current.pages) {
        const { data } = await load(client, pages.at(-1)?.nextCursor);
        if (!data) break;
        pages.push(data);
        if (!data.nextCursor) break;
      }
      return { data: pages.length > 0 ? pages : undefined };
    }, key);
    const [more, setMore] = useState<{ after: unknown; pages: P[] }>();
    const [isLoadingMore, setLoadingMore] = useState(false);
    const [moreError, setMoreError] = useState<Error>();
    useEffect(() => setMoreError(undefined), [read.data]);

    const pages = more && more.after === read.data ? more.pages : [];
    const all = read.data && [...read.data, ...pages];
    const nextCursor = all?.at(-1)?.nextCursor;
    const loadMore = async () => {
      setLoadingMore(true);
      setMoreError(undefined);
      try {
        const { data } = await load(await api.getClient(), nextCursor);
        if (!data) return;
        setMore({ after: read.data, pages: [...pages, data] });
        if (wanted.current.key === key) {
          wanted.current.pages = (all?.length ?? 0) + 1;
        }
      } catch (error) {
        setMoreError(error instanceof Error ? error : new Error(String(error)));
      } finally {
        setLoadingMore(false);
      }
    };

    return {
      first: read.data?.[0],
      items: all?.flatMap((page): Array<P['items'][number]> => page.items),
      error: read.error ?? moreError,
      isPending: read.isPending,
      isLoadingMore,
      reload: read.reload,
      loadMore: nextCursor ? loadMore : undefined,
    };
  };
}
