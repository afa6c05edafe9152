import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { CalendarService, DayRange } from './CalendarService';

export type CalendarRouteOptions = {
  callers: CallerResolver;
  calendars: CalendarService;
};

/** Calendars, from day to day and for people's own calendar programs. */
export function calendarRoutes(
  router: TypedRouter,
  { callers, calendars }: CalendarRouteOptions,
): void {
  router.get('/calendars', async (req, res) => {
    const caller = await callers.any(req);
    res.json({ items: await calendars.list(caller) });
  });
  router.get('/calendars/:name', async (req, res) => {
    const caller = await callers.any(req);
    res.json(
      await calendars.get(caller, req.params.name, req.query as DayRange),
    );
  });
  router.get('/calendars/:name/deadline', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await calendars.deadline(caller, req.params.name, req.query));
  });
  router.get('/calendars/:name/ical', async (req, res) => {
    const caller = await callers.any(req);
    const { name } = req.params;
    const text = await calendars.ical(caller, name, req.query as DayRange);
    res.type('text/calendar').end(text);
  });
}
