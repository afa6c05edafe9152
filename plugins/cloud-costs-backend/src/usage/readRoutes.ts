import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { UsageService } from './UsageService';

export type UsageReadRouteOptions = {
  callers: CallerResolver;
  usage: UsageService;
};

/** What was counted; people see what lies behind their costs. */
export function usageReadRoutes(
  router: TypedRouter,
  { callers, usage }: UsageReadRouteOptions,
): void {
  router.get('/usage-events', async (req, res) => {
    res.json(await usage.listEvents(await callers.any(req), req.query));
  });
  router.get('/meters', async (req, res) => {
    await callers.any(req);
    res.json({ items: await usage.listMeters() });
  });
}
