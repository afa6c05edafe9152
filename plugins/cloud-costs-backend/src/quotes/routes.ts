import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { QuoteService } from './QuoteService';

export type QuoteRouteOptions = {
  callers: CallerResolver;
  quotes: QuoteService;
};

/** Asking changes nothing, so it takes no Idempotency-Key. */
export function quoteRoutes(
  router: TypedRouter,
  { callers, quotes }: QuoteRouteOptions,
): void {
  router.post('/quotes', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await quotes.quote(caller, req.body));
  });
}
