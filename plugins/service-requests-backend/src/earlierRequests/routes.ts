import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { EarlierRequest, EarlierRequests } from './EarlierRequests';

export type EarlierRequestRouteOptions = {
  callers: CallerResolver;
  earlierRequests: EarlierRequests;
};

/** What was handled before there was this portal. */
export function earlierRequestRoutes(
  router: TypedRouter,
  { callers, earlierRequests }: EarlierRequestRouteOptions,
): void {
  router.post('/earlier-requests', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await earlierRequests.record(
      caller,
      req.body as EarlierRequest,
      readKey(req),
    );
    res.status(answer.status as 201).json(answer.response);
  });
}
