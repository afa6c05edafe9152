import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { FocusService } from './FocusService';

export type FocusRouteOptions = {
  callers: CallerResolver;
  focus: FocusService;
};

/** Payers take out what they pay for, the IT service provider everything. */
export function focusRoutes(
  router: TypedRouter,
  { callers, focus }: FocusRouteOptions,
): void {
  router.get('/focus', async (req, res) => {
    const caller = await callers.any(req);
    await focus.export(caller, req.query, res, fileName => {
      res.attachment(fileName);
      res.type('text/csv; charset=utf-8');
    });
  });
}
