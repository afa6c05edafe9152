import { useCallback, useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { cloudServicesApiRef } from '../api/cloudServicesApi';
import { useQuery } from '../api/useQuery';

type Page<T> = { items: T[]; totalItems: number; nextCursor?: string };

/** A list that is read page by page; a reload reads the first page again. */
export function usePages<T>(
  load: (
    client: CloudServicesClient,
    cursor: string | undefined,
  ) => Promise<{ data?: Page<T> }>,
  key: string,
) {
  const api = useApi(cloudServicesApiRef);
  const first = useQuery(client => load(client, undefined), key);
  const [more, setMore] = useState<{ of?: Page<T>; pages: Page<T>[] }>({
    pages: [],
  });
  const [isLoadingMore, setLoadingMore] = useState(false);
  const [moreError, setMoreError] = useState<Error>();

  useEffect(() => setMoreError(undefined), [first.data]);

  const pages = more.of === first.data ? more.pages : [];
  const nextCursor = (pages.at(-1) ?? first.data)?.nextCursor;
  const loadMore = useCallback(async () => {
    setLoadingMore(true);
    setMoreError(undefined);
    try {
      const { data } = await load(await api.getClient(), nextCursor);
      if (data) setMore({ of: first.data, pages: [...pages, data] });
    } catch (error) {
      setMoreError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setLoadingMore(false);
    }
  }, [api, first.data, load, nextCursor, pages]);

  return {
    items: first.data && [first.data, ...pages].flatMap(page => page.items),
    totalItems: first.data?.totalItems,
    error: first.error ?? moreError,
    isPending: first.isPending && !first.data,
    isLoadingMore,
    reload: first.reload,
    loadMore: nextCursor ? loadMore : undefined,
  };
}
