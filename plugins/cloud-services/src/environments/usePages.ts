import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { CloudServicesClient } from '@dualcloud/backstage-plugin-cloud-services-common';
import { cloudServicesApiRef } from '../api/cloudServicesApi';
import { useQuery } from '../api/useQuery';

type Page<T> = { items: T[]; totalItems: number; nextCursor?: string };

/**
 * A list that is read page by page. A reload reads the first page again; what was
 * loaded beyond it stays, and whatever has moved to the first page shows only there.
 */
export function usePages<T extends { id: string }>(
  load: (
    client: CloudServicesClient,
    cursor: string | undefined,
  ) => Promise<{ data?: Page<T> }>,
  key: string,
) {
  const api = useApi(cloudServicesApiRef);
  const first = useQuery(client => load(client, undefined), key);
  const [more, setMore] = useState<{ key: string; pages: Page<T>[] }>();
  const [isLoadingMore, setLoadingMore] = useState(false);
  const [moreError, setMoreError] = useState<Error>();
  useEffect(() => setMoreError(undefined), [key]);

  const pages = more?.key === key ? more.pages : [];
  const all = first.data && [first.data, ...pages];
  const nextCursor = all?.at(-1)?.nextCursor;
  const loadMore = async () => {
    setLoadingMore(true);
    setMoreError(undefined);
    try {
      const { data } = await load(await api.getClient(), nextCursor);
      if (data) setMore({ key, pages: [...pages, data] });
    } catch (error) {
      setMoreError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setLoadingMore(false);
    }
  };
  const byId = new Map<string, T>();
  for (const item of all?.flatMap(page => page.items) ?? []) {
    if (!byId.has(item.id)) byId.set(item.id, item);
  }

  return {
    items: all && Array.from(byId.values()),
    totalItems: first.data?.totalItems,
    error: first.error ?? moreError,
    isPending: first.isPending && !first.data,
    isLoadingMore,
    reload: first.reload,
    loadMore: nextCursor ? loadMore : undefined,
  };
}
