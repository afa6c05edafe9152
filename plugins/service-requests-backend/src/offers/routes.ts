import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import { closedSignal, sendFile } from '@dualcloud/foundation-node/printing';
import type { Request } from 'express';
import { repeatable } from '../requests';
import type { TypedRouter } from '../schema/TypedRouter';
import { printOffer } from './documents';
import type { IndividualServices } from './IndividualServices';
import type { OfferDecision } from './OfferDecision';
import type { OfferDesk, OfferWish } from './OfferDesk';
import type { OfferReader } from './OfferReader';

export type OfferRouteOptions = {
  callers: CallerResolver;
  offerReader: OfferReader;
  offerDesk: OfferDesk;
  offerDecision: OfferDecision;
  individualServices: IndividualServices;
};

/** Offers, as they are read and decided about. */
export function offerRoutes(
  router: TypedRouter,
  options: OfferRouteOptions,
): void {
  const { callers, offerReader, offerDecision, individualServices } = options;
  router.get('/requests/:requestId/offers', async (req, res) => {
    const caller = await callers.any(req);
    res.json({ items: await offerReader.list(caller, req.params.requestId) });
  });
  router.get('/offers/:offerId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await offerReader.get(caller, req.params.offerId));
  });
  router.get('/offers/:offerId/comparison', async (req, res) => {
    const caller = await callers.any(req);
    res.json(
      await offerReader.compare(caller, req.params.offerId, req.query.with),
    );
  });
  router.get('/offers/:offerId/document', async (req, res) => {
    const caller = await callers.any(req);
    const { format, language } = req.query;
    const { offer, seen } = await offerReader.see(caller, req.params.offerId);
    sendFile(
      res,
      await printOffer(await offerReader.present(offer, seen), seen.request, {
        format,
        language: language ?? 'de',
        signal: closedSignal(res),
      }),
    );
  });
  router.post('/offers/:offerId/acceptance', async (req, res) => {
    const caller = await callers.user(req);
    const { offerId } = req.params;
    const request = repeatable(
      req as Request,
      `POST /offers/${offerId}/acceptance`,
    );
    res.json(
      await offerDecision.accept(caller, offerId, req.body.comment, request),
    );
  });
  router.post('/offers/:offerId/decline', async (req, res) => {
    const caller = await callers.user(req);
    const { offerId } = req.params;
    const request = repeatable(
      req as Request,
      `POST /offers/${offerId}/decline`,
    );
    res.json(
      await offerDecision.decline(caller, offerId, req.body.reason, request),
    );
  });
  router.get('/individual-services', async (req, res) => {
    await callers.service(req);
    const items = await individualServices.list();
    res.json({
      items: items.map(({ entity, ...service }) => ({
        ...service,
        entity: { ...entity },
      })),
    });
  });
  deskRoutes(router, options);
}

function deskRoutes(
  router: TypedRouter,
  { callers, offerDesk }: OfferRouteOptions,
): void {
  router.post('/requests/:requestId/offers', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await offerDesk.draft(
      caller,
      req.params.requestId,
      req.body as OfferWish,
      readKey(req),
    );
    res.status(answer.status as 201).json(answer.response);
  });
  router.put('/offers/:offerId', async (req, res) => {
    const caller = await callers.user(req);
    const { offerId } = req.params;
    const request = repeatable(req as Request, `PUT /offers/${offerId}`);
    res.json(
      await offerDesk.update(caller, offerId, req.body as OfferWish, request),
    );
  });
  router.post('/offers/:offerId/publication', async (req, res) => {
    const caller = await callers.user(req);
    const { offerId } = req.params;
    const request = repeatable(
      req as Request,
      `POST /offers/${offerId}/publication`,
    );
    res.json(await offerDesk.publish(caller, offerId, request));
  });
  router.post('/offers/:offerId/withdrawal', async (req, res) => {
    const caller = await callers.user(req);
    const { offerId } = req.params;
    const request = repeatable(
      req as Request,
      `POST /offers/${offerId}/withdrawal`,
    );
    res.json(
      await offerDesk.withdraw(caller, offerId, req.body.reason, request),
    );
  });
}
