import { useQuery } from '../api/useQuery';

const MOST = 500;

/** Versions of agreements that the reader may see, of one agreement or of all. */
export function useAgreements(query: { agreement?: string }) {
  return useQuery(
    client =>
      client.GET('/agreements', {
        params: { query: { ...query, limit: MOST } },
      }),
    JSON.stringify(query),
  );
}
