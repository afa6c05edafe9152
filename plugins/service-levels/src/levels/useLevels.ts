import { useQuery } from '../api/useQuery';

const MOST = 500;

/** Service levels that the reader may see, of a subject or of all. */
export function useLevels(
  query: { period?: string; subject?: string },
  isWanted = true,
) {
  return useQuery(
    client =>
      client.GET('/service-levels', {
        params: { query: { ...query, limit: MOST } },
      }),
    isWanted ? JSON.stringify(query) : undefined,
  );
}
