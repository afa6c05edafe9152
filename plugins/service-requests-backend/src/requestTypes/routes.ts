import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { RequestTypeService } from './RequestTypeService';

export type RequestTypeRouteOptions = {
  callers: CallerResolver;
  requestTypes: RequestTypeService;
};

/** Kinds of requests. */
export function requestTypeRoutes(
  router: TypedRouter,
  { callers, requestTypes }: RequestTypeRouteOptions,
): void {
  router.get('/request-types', async (req, res) => {
    res.json({ items: await requestTypes.list(await callers.any(req)) });
  });
}
