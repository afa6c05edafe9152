import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { ForecastService } from './ForecastService';

export type ForecastRouteOptions = {
  callers: CallerResolver;
  forecast: ForecastService;
};

export function forecastRoutes(
  router: TypedRouter,
  { callers, forecast }: ForecastRouteOptions,
): void {
  router.get('/forecast', async (req, res) => {
    const caller = await callers.user(req);
    res.json(await forecast.forecast(caller, req.query));
  });
}
