import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { ProbeFilter, ProbeService } from './ProbeService';

export type ProbeRouteOptions = {
  callers: CallerResolver;
  probes: ProbeService;
};

/** How levels are measured. */
export function probeRoutes(
  router: TypedRouter,
  { callers, probes }: ProbeRouteOptions,
): void {
  router.get('/probes', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await probes.list(caller, req.query as ProbeFilter));
  });
}
