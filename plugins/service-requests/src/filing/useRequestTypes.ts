import { useQuery } from '../api/useQuery';

/** Kinds of requests, those that the reader may not file included. */
export function useRequestTypes() {
  const { data, ...query } = useQuery(
    client => client.GET('/request-types'),
    'types',
  );
  return { ...query, data: data?.items };
}
