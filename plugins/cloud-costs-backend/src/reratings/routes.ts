import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { ReratingService } from './ReratingService';

export type ReratingRouteOptions = {
  callers: CallerResolver;
  reratings: ReratingService;
};

/** For people of the IT service provider. */
export function reratingRoutes(
  router: TypedRouter,
  { callers, reratings }: ReratingRouteOptions,
): void {
  router.get('/reratings', async (req, res) => {
    const caller = await callers.user(req);
    res.json(await reratings.list(caller, req.query));
  });
  router.post('/reratings', async (req, res) => {
    const caller = await callers.user(req);
    res
      .status(202)
      .json(await reratings.request(caller, req.body, readKey(req)));
  });
}
