import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { CostService } from './CostService';

export type CostRouteOptions = { callers: CallerResolver; costs: CostService };

/** Costs are for people; another plugin may have a single line explained. */
export function costRoutes(
  router: TypedRouter,
  { callers, costs }: CostRouteOptions,
): void {
  router.get('/costs', async (req, res) => {
    res.json(await costs.report(await callers.user(req), req.query));
  });
  router.get('/costs/lines', async (req, res) => {
    res.json(await costs.lines(await callers.user(req), req.query));
  });
  router.get('/costs/filters', async (req, res) => {
    res.json(await costs.filters(await callers.user(req), req.query));
  });
  router.get('/costs/unused', async (req, res) => {
    const caller = await callers.user(req);
    res.json({ items: await costs.unused(caller, req.query) });
  });
  router.get('/costs/revenue', async (req, res) => {
    res.json(await costs.revenue(await callers.user(req), req.query));
  });
  router.get('/costs/lines/:lineId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await costs.explain(caller, req.params.lineId));
  });
}
