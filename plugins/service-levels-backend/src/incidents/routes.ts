import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { IncidentFilter, IncidentService } from './IncidentService';

export type IncidentRouteOptions = {
  callers: CallerResolver;
  incidents: IncidentService;
};

/** Told by services, seen by people. */
export function incidentRoutes(
  router: TypedRouter,
  { callers, incidents }: IncidentRouteOptions,
): void {
  router.put('/incidents/:source/:incidentId', async (req, res) => {
    const caller = await callers.service(req);
    const { source, incidentId: id } = req.params;
    res.json(await incidents.put(caller, { source, id }, req.body));
  });
  router.get('/incidents', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await incidents.list(caller, req.query as IncidentFilter));
  });
}
