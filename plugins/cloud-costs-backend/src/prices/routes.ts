import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { PriceProblems } from './PriceProblems';
import type { PriceService } from './PriceService';

export type PriceRouteOptions = {
  callers: CallerResolver;
  prices: PriceService;
  priceProblems: PriceProblems;
};

/** Agreed prices come from services alone; which lists somebody sees, the service decides. */
export function priceRoutes(
  router: TypedRouter,
  { callers, prices, priceProblems }: PriceRouteOptions,
): void {
  router.get('/price-lists', async (req, res) => {
    const caller = await callers.any(req);
    res.json({ items: await prices.list(caller, req.query) });
  });
  router.get('/price-lists/:list/versions/:version', async (req, res) => {
    const caller = await callers.any(req);
    const { list, version } = req.params;
    res.json(await prices.get(caller, list, version));
  });
  router.get('/usage-problems', async (req, res) => {
    const caller = await callers.user(req);
    res.json(await priceProblems.list(caller));
  });
  router.post('/price-lists/check', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await prices.check(caller, req.body.text));
  });
  router.put(
    '/agreed-prices/:agreementId/versions/:version',
    async (req, res) => {
      const caller = await callers.service(req);
      const { agreementId, version } = req.params;
      res.json(
        await prices.putAgreedPrices(caller, agreementId, version, req.body),
      );
    },
  );
}
