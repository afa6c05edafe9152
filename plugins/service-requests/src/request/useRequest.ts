import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';

/** One request as it is now, and its history; both follow what others do. */
export function useRequest(requestId: string) {
  const params = { path: { requestId } };
  const request = useQuery(
    client => client.GET('/requests/{requestId}', { params }),
    requestId,
  );
  const history = useQuery(
    client => client.GET('/requests/{requestId}/history', { params }),
    requestId,
  );
  const reload = () => {
    request.reload();
    history.reload();
  };
  useLiveUpdates({
    isActive: request.data?.ended === false,
    progress: String(request.data?.revision),
    onChange: reload,
  });
  return { request, history, reload };
}
