import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { CloudCostsClient } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { cloudCostsApiRef } from './cloudCostsApi';
import { useQuery } from './useQuery';

type Page<T> = { items: T[]; nextCursor?: string };

/** A list that is read page by page; a reload begins at the first page again. */
export function usePages<T, P extends Page<T> = Page<T>>(
  load: (
    client: CloudCostsClient,
    cursor: string | undefined,
  ) => Promise<{ data?: P & Page<T> }>,
  key: string | undefined,
) {
  const api = useApi(cloudCostsApiRef);
  const first = useQuery(client => load(client, undefined), key);
  const [more, setMore] = useState<{ after: unknown; pages: Page<T>[] }>();
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
    items: all?.flatMap(page => page.items),
    error: first.error ?? moreError,
    isPending: first.isPending,
    isLoadingMore,
    reload: first.reload,
    loadMore: nextCursor ? loadMore : undefined,
  };
}
