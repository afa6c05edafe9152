import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Request } from 'express';
import type { TypedRouter } from '../schema/TypedRouter';
import type { DeedWish } from './applyDeed';
import type { OutageDesk } from './OutageDesk';
import type { OutageFilter, OutageReader } from './OutageReader';

export type OutageRouteOptions = {
  callers: CallerResolver;
  outages: OutageReader;
  outageDesk: OutageDesk;
};

/** Outages, and what people do with them. */
export function outageRoutes(
  router: TypedRouter,
  { callers, outages, outageDesk }: OutageRouteOptions,
): void {
  router.get('/outages', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await outages.list(caller, req.query as OutageFilter));
  });
  router.post('/outages', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await outageDesk.report(caller, req.body, readKey(req));
    res.status(answer.status as 201).json(answer.response);
  });
  router.get('/outages/:outageId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await outages.get(caller, req.params.outageId));
  });

  const act = async (req: Request, wish: DeedWish) => {
    const { outageId } = req.params;
    return outageDesk.act(await callers.user(req), outageId, wish, {
      key: readKey(req),
      route: `POST /outages/${outageId}/${wish.deed}`,
      body: req.body,
    });
  };
  router.post('/outages/:outageId/confirmation', async (req, res) => {
    const { confirmed, reason } = req.body;
    const deed = confirmed ? 'confirm' : 'reject';
    res.json(await act(req as Request, { deed, reason }));
  });
  router.post('/outages/:outageId/correction', async (req, res) => {
    res.json(await act(req as Request, { deed: 'correct', ...req.body }));
  });
  router.post('/outages/:outageId/attribution', async (req, res) => {
    res.json(await act(req as Request, { deed: 'attribute', ...req.body }));
  });
  router.post('/outages/:outageId/dispute', async (req, res) => {
    res.json(await act(req as Request, { deed: 'dispute', ...req.body }));
  });
  router.post('/outages/:outageId/settlement', async (req, res) => {
    res.json(await act(req as Request, { deed: 'settle', ...req.body }));
  });
  router.post('/outages/:outageId/comment', async (req, res) => {
    res.json(await act(req as Request, { deed: 'comment', ...req.body }));
  });
}
