import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { ScopeFilter } from '../commitments';
import type { TypedRouter } from '../schema/TypedRouter';
import type { MaintenanceDesk } from './MaintenanceDesk';
import type { MaintenanceFilter, MaintenanceReader } from './MaintenanceReader';

export type MaintenanceRouteOptions = {
  callers: CallerResolver;
  maintenance: MaintenanceReader;
  maintenanceDesk: MaintenanceDesk;
};

/** Announced by the provider, objected to by the customer. */
export function maintenanceRoutes(
  router: TypedRouter,
  { callers, maintenance, maintenanceDesk }: MaintenanceRouteOptions,
): void {
  router.get('/maintenance-windows', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await maintenance.list(caller, req.query as MaintenanceFilter));
  });
  router.post('/maintenance-windows', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await maintenanceDesk.announce(
      caller,
      req.body,
      readKey(req),
    );
    res.status(answer.status as 201).json(answer.response);
  });
  // Before the route that takes any id.
  router.get('/maintenance-windows/ical', async (req, res) => {
    const caller = await callers.any(req);
    const text = await maintenance.ical(caller, req.query as ScopeFilter);
    res.type('text/calendar').end(text);
  });
  router.get('/maintenance-windows/:windowId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await maintenance.get(caller, req.params.windowId));
  });
  router.post('/maintenance-windows/:windowId/withdrawal', async (req, res) => {
    const caller = await callers.user(req);
    const { windowId } = req.params;
    res.json(
      await maintenanceDesk.withdraw(caller, windowId, req.body, readKey(req)),
    );
  });
  router.post('/maintenance-windows/:windowId/objection', async (req, res) => {
    const caller = await callers.user(req);
    const { windowId } = req.params;
    res.json(
      await maintenanceDesk.object(caller, windowId, req.body, readKey(req)),
    );
  });
}
