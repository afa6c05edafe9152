import type {
  NewTicket,
  TicketChange,
  TicketEventWish,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Request, Router } from 'express';
import { repeatable } from '../requests';
import type { TypedRouter } from '../schema/TypedRouter';
import type { TicketComments } from './TicketComments';
import type { TicketLinks } from './TicketLinks';
import type { TicketFilter } from './filter';
import type { CalendarFilter, TicketReader } from './TicketReader';
import type { TicketOutages } from './TicketOutages';
import type { TicketService } from './TicketService';
import type { LinkTarget } from './TicketStore';

export type TicketRouteOptions = {
  callers: CallerResolver;
  ticketReader: TicketReader;
  tickets: TicketService;
  ticketComments: TicketComments;
  ticketLinks: TicketLinks;
  ticketOutages: TicketOutages;
};

/** Incidents, problems and changes. */
export function ticketRoutes(
  router: TypedRouter,
  options: TicketRouteOptions,
): void {
  readingRoutes(router, options);
  workRoutes(router, options);
  commentRoutes(router, options);
  outageRoutes(router, options);
  linkRoutes(router, options);
}

function readingRoutes(
  router: TypedRouter,
  { callers, ticketReader }: TicketRouteOptions,
): void {
  router.get('/tickets', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await ticketReader.list(caller, req.query as TicketFilter));
  });
  router.get('/tickets/:ticketId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await ticketReader.get(caller, req.params.ticketId));
  });
  router.get('/tickets/:ticketId/history', async (req, res) => {
    const caller = await callers.any(req);
    const items = await ticketReader.history(caller, req.params.ticketId);
    res.json({ items });
  });
  router.get('/release-calendar', async (req, res) => {
    const caller = await callers.any(req);
    const filter = req.query as CalendarFilter;
    res.json({ items: await ticketReader.calendar(caller, filter) });
  });
}

function workRoutes(
  router: TypedRouter,
  { callers, tickets }: TicketRouteOptions,
): void {
  router.post('/tickets', async (req, res) => {
    const caller = await callers.user(req);
    const wish = req.body as NewTicket;
    const answer = await tickets.report(caller, wish, readKey(req));
    res.status(answer.status as 201).json(answer.response);
  });
  router.put('/tickets/:ticketId', async (req, res) => {
    const caller = await callers.user(req);
    const { ticketId } = req.params;
    const change = req.body as TicketChange;
    const once = repeatable(req as Request, `PUT /tickets/${ticketId}`);
    res.json(await tickets.change(caller, ticketId, change, once));
  });
  router.post('/tickets/:ticketId/events', async (req, res) => {
    const caller = await callers.user(req);
    const { ticketId } = req.params;
    const wish = req.body as TicketEventWish;
    const once = repeatable(req as Request, `POST /tickets/${ticketId}/events`);
    res.json(await tickets.fire(caller, ticketId, wish, once));
  });
  router.put('/tickets/:ticketId/assignment', async (req, res) => {
    const caller = await callers.user(req);
    const { ticketId } = req.params;
    const { assignedRef } = req.body;
    const once = repeatable(
      req as Request,
      `PUT /tickets/${ticketId}/assignment`,
    );
    res.json(await tickets.assign(caller, ticketId, assignedRef, once));
  });
}

function outageRoutes(
  router: TypedRouter,
  { callers, ticketOutages }: TicketRouteOptions,
): void {
  router.put('/tickets/:ticketId/outage', async (req, res) => {
    const caller = await callers.user(req);
    const { ticketId } = req.params;
    const once = repeatable(req as Request, `PUT /tickets/${ticketId}/outage`);
    res.json(await ticketOutages.confirm(caller, ticketId, req.body, once));
  });
}

function commentRoutes(
  router: TypedRouter,
  { callers, ticketComments }: TicketRouteOptions,
): void {
  router.get('/tickets/:ticketId/comments', async (req, res) => {
    const caller = await callers.any(req);
    const items = await ticketComments.list(caller, req.params.ticketId);
    res.json({ items });
  });
  router.post('/tickets/:ticketId/comments', async (req, res) => {
    const caller = await callers.user(req);
    const { ticketId } = req.params;
    const answer = await ticketComments.say(
      caller,
      ticketId,
      req.body,
      readKey(req),
    );
    res.status(answer.status as 201).json(answer.response);
  });
}

function linkRoutes(
  router: TypedRouter,
  { callers, ticketLinks }: TicketRouteOptions,
): void {
  const targetOf = (params: { linkKind: string; targetId: string }) =>
    ({ kind: params.linkKind, id: params.targetId } as LinkTarget);
  router.put(
    '/tickets/:ticketId/links/:linkKind/:targetId',
    async (req, res) => {
      const caller = await callers.user(req);
      const { ticketId, linkKind, targetId } = req.params;
      const route = `/tickets/${ticketId}/links/${linkKind}/${targetId}`;
      const once = repeatable(req as Request, `PUT ${route}`);
      const target = targetOf(req.params);
      res.json(await ticketLinks.link(caller, ticketId, target, once));
    },
  );
  // The typed router knows no DELETE with a path parameter.
  const plain: Router = router;
  plain.delete(
    '/tickets/:ticketId/links/:linkKind/:targetId',
    async (req, res) => {
      const caller = await callers.user(req);
      const { ticketId, linkKind, targetId } = req.params;
      const route = `/tickets/${ticketId}/links/${linkKind}/${targetId}`;
      const once = repeatable(req, `DELETE ${route}`);
      const target = {
        kind: linkKind as LinkTarget['kind'],
        id: targetId,
      };
      await ticketLinks.unlink(caller, ticketId, target, once);
      res.status(204).end();
    },
  );
}
