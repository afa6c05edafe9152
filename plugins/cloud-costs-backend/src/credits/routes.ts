import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { CreditService } from './CreditService';

export type CreditRouteOptions = {
  callers: CallerResolver;
  credits: CreditService;
};

/** Credits are people's, reductions are other plugins'. */
export function creditRoutes(
  router: TypedRouter,
  { callers, credits }: CreditRouteOptions,
): void {
  router.post('/credits', async (req, res) => {
    const caller = await callers.user(req);
    res.json(await credits.grant(caller, req.body, readKey(req)));
  });
  router.put('/reductions/:reductionId', async (req, res) => {
    const caller = await callers.service(req);
    res.json(
      await credits.putReduction(caller, req.params.reductionId, req.body),
    );
  });
}
