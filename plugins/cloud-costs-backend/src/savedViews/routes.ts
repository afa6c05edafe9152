import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Router } from 'express';
import type { TypedRouter } from '../schema/TypedRouter';
import type { SavedViewService } from './SavedViewService';

export type SavedViewRouteOptions = {
  callers: CallerResolver;
  savedViews: SavedViewService;
};

/** Views are the caller's own; only people have any. */
export function savedViewRoutes(
  router: TypedRouter,
  { callers, savedViews }: SavedViewRouteOptions,
): void {
  router.get('/saved-views', async (req, res) => {
    const caller = await callers.user(req);
    res.json({ items: await savedViews.list(caller) });
  });
  router.post('/saved-views', async (req, res) => {
    const caller = await callers.user(req);
    res.json(await savedViews.save(caller, req.body, readKey(req)));
  });
  // The typed router knows no DELETE with a path parameter.
  const plain: Router = router;
  plain.delete('/saved-views/:viewId', async (req, res) => {
    const caller = await callers.user(req);
    await savedViews.remove(caller, req.params.viewId, readKey(req));
    res.status(204).end();
  });
}
