import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { LevelFilter, LevelService } from './LevelService';
import type { StatusService } from './StatusService';

export type LevelRouteOptions = {
  callers: CallerResolver;
  levels: LevelService;
  status: StatusService;
};

/** Figures, why they are what they are, and how it is now. */
export function levelRoutes(
  router: TypedRouter,
  { callers, levels, status }: LevelRouteOptions,
): void {
  router.get('/service-levels', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await levels.list(caller, req.query as LevelFilter));
  });
  router.get('/service-levels/:commitmentId', async (req, res) => {
    const caller = await callers.any(req);
    const { commitmentId } = req.params;
    res.json(await levels.detail(caller, commitmentId, req.query.period));
  });
  router.get('/service-levels/:commitmentId/trend', async (req, res) => {
    const caller = await callers.any(req);
    const { commitmentId } = req.params;
    res.json({ items: await levels.trend(caller, commitmentId, req.query) });
  });
  router.get('/service-levels/:commitmentId/explanation', async (req, res) => {
    const caller = await callers.any(req);
    const { commitmentId } = req.params;
    res.json(await levels.explain(caller, commitmentId, req.query));
  });
  router.get('/status', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await status.of(caller, req.query.entityRef));
  });
}
