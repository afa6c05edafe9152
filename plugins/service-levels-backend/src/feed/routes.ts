import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { FeedService } from './FeedService';

export type FeedRouteOptions = { callers: CallerResolver; feed: FeedService };

/** For other plugins only: it tells of everybody's. */
export function feedRoutes(
  router: TypedRouter,
  { callers, feed }: FeedRouteOptions,
): void {
  router.get('/changes', async (req, res) => {
    await callers.service(req);
    res.json(await feed.list(req.query));
  });
}
