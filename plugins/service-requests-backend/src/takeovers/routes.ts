import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Request } from 'express';
import { repeatable } from '../requests';
import type { TypedRouter } from '../schema/TypedRouter';
import type { TakeoverOpener } from './TakeoverOpener';
import type { TakeoverFilter, TakeoverReader } from './TakeoverReader';
import type { TakeoverExceptions } from './TakeoverExceptions';
import type { TakeoverService } from './TakeoverService';

export type TakeoverRouteOptions = {
  callers: CallerResolver;
  takeoverOpener: TakeoverOpener;
  takeoverReader: TakeoverReader;
  takeoverExceptions: TakeoverExceptions;
  takeovers: TakeoverService;
};

/** Taking releases over into operation. */
export function takeoverRoutes(
  router: TypedRouter,
  options: TakeoverRouteOptions,
): void {
  const { callers, takeoverOpener, takeoverReader } = options;
  router.get('/takeovers', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await takeoverReader.list(caller, req.query as TakeoverFilter));
  });
  router.post('/takeovers', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await takeoverOpener.open(caller, req.body, readKey(req));
    res.status(answer.status as 201).json(answer.response);
  });
  router.get('/takeovers/:takeoverId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await takeoverReader.get(caller, req.params.takeoverId));
  });
  workRoutes(router, options);
  exceptionRoutes(router, options);
  decisionRoutes(router, options);
}

function workRoutes(
  router: TypedRouter,
  { callers, takeovers }: TakeoverRouteOptions,
): void {
  router.post('/takeovers/:takeoverId/checks', async (req, res) => {
    const caller = await callers.user(req);
    const { takeoverId } = req.params;
    res.json(
      await takeovers.check(
        caller,
        takeoverId,
        repeatable(req as Request, `POST /takeovers/${takeoverId}/checks`),
      ),
    );
  });
  router.put('/takeovers/:takeoverId/environments', async (req, res) => {
    const caller = await callers.user(req);
    const { takeoverId } = req.params;
    res.json(
      await takeovers.nameEnvironments(
        caller,
        takeoverId,
        req.body,
        repeatable(req as Request, `PUT /takeovers/${takeoverId}/environments`),
      ),
    );
  });
  router.put('/takeovers/:takeoverId/checklist/:itemId', async (req, res) => {
    const caller = await callers.user(req);
    const { takeoverId, itemId } = req.params;
    res.json(
      await takeovers.fulfil(
        caller,
        takeoverId,
        { itemId, ...req.body },
        repeatable(
          req as Request,
          `PUT /takeovers/${takeoverId}/checklist/${itemId}`,
        ),
      ),
    );
  });
}

function exceptionRoutes(
  router: TypedRouter,
  { callers, takeoverExceptions }: TakeoverRouteOptions,
): void {
  router.post('/takeovers/:takeoverId/exceptions', async (req, res) => {
    const caller = await callers.user(req);
    const { takeoverId } = req.params;
    res.json(
      await takeoverExceptions.askException(
        caller,
        takeoverId,
        req.body,
        repeatable(req as Request, `POST /takeovers/${takeoverId}/exceptions`),
      ),
    );
  });
  router.post(
    '/takeovers/:takeoverId/exceptions/:exceptionId/confirmation',
    async (req, res) => {
      const caller = await callers.user(req);
      const { takeoverId, exceptionId } = req.params;
      res.json(
        await takeoverExceptions.confirmException(
          caller,
          takeoverId,
          exceptionId,
          repeatable(
            req as Request,
            `POST /takeovers/${takeoverId}/exceptions/${exceptionId}/confirmation`,
          ),
        ),
      );
    },
  );
}

function decisionRoutes(
  router: TypedRouter,
  { callers, takeovers }: TakeoverRouteOptions,
): void {
  router.put('/takeovers/:takeoverId/verdicts/:verdict', async (req, res) => {
    const caller = await callers.user(req);
    const { takeoverId, verdict } = req.params;
    res.json(
      await takeovers.giveVerdict(
        caller,
        takeoverId,
        { ...req.body, verdict },
        repeatable(
          req as Request,
          `PUT /takeovers/${takeoverId}/verdicts/${verdict}`,
        ),
      ),
    );
  });
  router.post('/takeovers/:takeoverId/rejection', async (req, res) => {
    const caller = await callers.user(req);
    const { takeoverId } = req.params;
    res.json(
      await takeovers.reject(
        caller,
        takeoverId,
        req.body.defects,
        repeatable(req as Request, `POST /takeovers/${takeoverId}/rejection`),
      ),
    );
  });
  router.post('/takeovers/:takeoverId/rollback', async (req, res) => {
    const caller = await callers.user(req);
    const { takeoverId } = req.params;
    res.json(
      await takeovers.rollBack(
        caller,
        takeoverId,
        req.body,
        repeatable(req as Request, `POST /takeovers/${takeoverId}/rollback`),
      ),
    );
  });
}
