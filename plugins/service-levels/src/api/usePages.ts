import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ServiceLevelsClient } from '@dualcloud/backstage-plugin-service-levels-common';
import { serviceLevelsApiRef } from './serviceLevelsApi';
import { useQuery } from './useQuery';

type Page = { items: unknown[]; nextCursor?: string };

/** A list that is read page by page; a reload begins at the first page again. */
export function usePages<P extends Page>(
  load: (
    client: ServiceLevelsClient,
    cursor: string | undefined,
  ) => Promise<{ data?: P }>,
  key: string | undefined,
) {
  const api = useApi(serviceLevelsApiRef);
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
}
