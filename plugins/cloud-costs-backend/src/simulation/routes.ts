import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { SimulationService } from './SimulationService';

export type SimulationRouteOptions = {
  callers: CallerResolver;
  simulations: SimulationService;
};

export function simulationRoutes(
  router: TypedRouter,
  { callers, simulations }: SimulationRouteOptions,
): void {
  router.post('/price-lists/simulate', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await simulations.simulate(caller, req.body));
  });
}
