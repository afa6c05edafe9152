import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { useLiveUpdates } from '../api/useLiveUpdates';
import { useQuery } from '../api/useQuery';

/** What was delivered for a request, and its takeovers; both newest first. */
export function useTakeovers({ id }: ServiceRequestDetail) {
  const query = { request: id, limit: 100 };
  const releases = useQuery(
    client => client.GET('/releases', { params: { query } }),
    id,
  );
  const takeovers = useQuery(
    client => client.GET('/takeovers', { params: { query } }),
    id,
  );
  const reload = () => {
    releases.reload();
    takeovers.reload();
  };
  useLiveUpdates({ ids: ['takeovers'], isActive: false, onChange: reload });
  return { releases, takeovers, reload };
}

/** One takeover as it is now; no id: none is wanted. */
export function useTakeover(takeoverId: string | undefined) {
  const takeover = useQuery(
    client =>
      client.GET('/takeovers/{takeoverId}', {
        params: { path: { takeoverId: takeoverId ?? '' } },
      }),
    takeoverId,
  );
  useLiveUpdates({
    ids: ['takeovers'],
    isActive: takeover.data?.state === 'open',
    progress: String(takeover.data?.revision),
    onChange: takeover.reload,
  });
  return takeover;
}

/** One release with all that came with it. */
export function useRelease(releaseId: string | undefined) {
  const release = useQuery(
    client =>
      client.GET('/releases/{releaseId}', {
        params: { path: { releaseId: releaseId ?? '' } },
      }),
    releaseId,
  );
  useLiveUpdates({
    ids: ['takeovers'],
    isActive: false,
    onChange: release.reload,
  });
  return release;
}
