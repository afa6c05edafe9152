import type { ServiceRequestDetail } from '@dualcloud/backstage-plugin-service-requests-common';
import { useWish } from '../../api/useWish';

/** Moves a request along, as it was when the reader looked at it. */
export function useEvent(request: ServiceRequestDetail, onDone: () => void) {
  const wish = useWish(
    (client, said: { event: string; reason?: string }, header) =>
      client.POST('/requests/{requestId}/events', {
        params: { path: { requestId: request.id }, header },
        body: { ...said, revision: request.revision },
      }),
  );
  return {
    ...wish,
    submit: async (said: { event: string; reason?: string }) => {
      if (await wish.submit(said)) onDone();
    },
  };
}
