import { useLiveUpdates } from '../../api/useLiveUpdates';
import { usePages } from '../../api/usePages';

/** Standing approvals that the reader may see, of one service or of all. */
export function useApprovals(serviceRef?: string) {
  const query = { service: serviceRef, limit: 50 };
  const pages = usePages(
    (client, cursor) =>
      client.GET('/standing-approvals', {
        params: { query: { ...query, cursor } },
      }),
    JSON.stringify(query),
  );
  useLiveUpdates({
    ids: ['takeovers'],
    isActive: false,
    onChange: pages.reload,
  });
  return pages;
}
