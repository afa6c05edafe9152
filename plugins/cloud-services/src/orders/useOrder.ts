import { useQuery } from '../api/useQuery';
import { useLiveUpdates } from '../api/useLiveUpdates';

/** An order, kept up to date while it is under way. */
export function useOrder(orderId: string | undefined) {
  const order = useQuery(
    client =>
      client.GET('/orders/{orderId}', {
        params: { path: { orderId: orderId ?? '' } },
      }),
    orderId,
  );
  const { data, reload } = order;
  useLiveUpdates({
    ids: [orderId, data?.environmentId, data?.instanceId],
    isActive: data?.state === 'accepted' || data?.state === 'running',
    progress: data && JSON.stringify([data.state, data.progress]),
    onChange: reload,
  });
  return order;
}
