import type { CallerResolver } from '@dualcloud/foundation-node';
import type { RequestLog } from '../record';
import type { TypedRouter } from '../schema/TypedRouter';

export type FeedRouteOptions = { callers: CallerResolver; log: RequestLog };

/** What changed, for other plugins. */
export function feedRoutes(
  router: TypedRouter,
  { callers, log }: FeedRouteOptions,
): void {
  router.get('/changes', async (req, res) => {
    await callers.service(req);
    const { changes, ...page } = await log.changes.page(req.query);
    res.json({
      ...page,
      items: changes.map(({ seq, ...change }) => ({
        cursor: String(seq),
        ...change,
      })),
    });
  });
}
