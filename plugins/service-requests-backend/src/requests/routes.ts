import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Request } from 'express';
import type { TypedRouter } from '../schema/TypedRouter';
import { repeatable } from './repeatable';
import type { RequestDesk } from './RequestDesk';
import type { NewRequest, RequestFiler } from './RequestFiler';
import type { RequestFilter, RequestReader } from './RequestReader';
import type { RequestChange, RequestService } from './RequestService';

export type RequestRouteOptions = {
  callers: CallerResolver;
  requestFiler: RequestFiler;
  requestReader: RequestReader;
  requests: RequestService;
  requestDesk: RequestDesk;
};

/** Requests, and what is done with them. */
export function requestRoutes(
  router: TypedRouter,
  {
    callers,
    requestFiler,
    requestReader,
    requests,
    requestDesk,
  }: RequestRouteOptions,
): void {
  router.get('/requests', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await requestReader.list(caller, req.query as RequestFilter));
  });
  router.post('/requests', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await requestFiler.file(
      caller,
      req.body as NewRequest,
      readKey(req),
    );
    res.status(answer.status as 201).json(answer.response);
  });
  router.get('/requests/:requestId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await requestReader.get(caller, req.params.requestId));
  });
  router.put('/requests/:requestId', async (req, res) => {
    const caller = await callers.user(req);
    const { requestId } = req.params;
    const change = req.body as RequestChange;
    res.json(
      await requests.change(
        caller,
        requestId,
        change,
        repeatable(req as Request, `PUT /requests/${requestId}`),
      ),
    );
  });
  router.post('/requests/:requestId/events', async (req, res) => {
    const caller = await callers.user(req);
    const { requestId } = req.params;
    res.json(
      await requests.fire(
        caller,
        requestId,
        req.body,
        repeatable(req as Request, `POST /requests/${requestId}/events`),
      ),
    );
  });
  router.get('/requests/:requestId/history', async (req, res) => {
    const caller = await callers.any(req);
    const items = await requestReader.history(caller, req.params.requestId);
    res.json({ items });
  });
  deskRoutes(router, { callers, requestDesk });
}

function deskRoutes(
  router: TypedRouter,
  {
    callers,
    requestDesk,
  }: Pick<RequestRouteOptions, 'callers' | 'requestDesk'>,
): void {
  router.put('/requests/:requestId/assignment', async (req, res) => {
    const caller = await callers.user(req);
    const { requestId } = req.params;
    res.json(
      await requestDesk.assign(
        caller,
        requestId,
        req.body,
        repeatable(req as Request, `PUT /requests/${requestId}/assignment`),
      ),
    );
  });
  router.put('/requests/:requestId/links', async (req, res) => {
    const caller = await callers.user(req);
    const { requestId } = req.params;
    res.json(
      await requestDesk.link(
        caller,
        requestId,
        req.body,
        repeatable(req as Request, `PUT /requests/${requestId}/links`),
      ),
    );
  });
  router.put('/requests/:requestId/data-record', async (req, res) => {
    const caller = await callers.user(req);
    const { requestId } = req.params;
    res.json(
      await requestDesk.recordData(
        caller,
        requestId,
        req.body,
        repeatable(req as Request, `PUT /requests/${requestId}/data-record`),
      ),
    );
  });
  router.put('/requests/:requestId/checklist/:itemId', async (req, res) => {
    const caller = await callers.user(req);
    const { requestId, itemId } = req.params;
    res.json(
      await requestDesk.fulfil(
        caller,
        requestId,
        { itemId, ...req.body },
        repeatable(
          req as Request,
          `PUT /requests/${requestId}/checklist/${itemId}`,
        ),
      ),
    );
  });
}
