import type { CallerResolver } from '@dualcloud/foundation-node';
import type { Router } from 'express';
import type { TypedRouter } from '../schema/TypedRouter';
import type { ReservationService } from './ReservationService';

export type ReservationRouteOptions = {
  callers: CallerResolver;
  reservations: ReservationService;
};

/** For services alone: money is set aside by whoever accepts an order. */
export function reservationRoutes(
  router: TypedRouter,
  { callers, reservations }: ReservationRouteOptions,
): void {
  router.put('/reservations/:orderId', async (req, res) => {
    const caller = await callers.service(req);
    const { orderId } = req.params;
    res.json(await reservations.reserve(caller, orderId, req.body));
  });
  // The typed router knows no DELETE with a path parameter.
  const plain: Router = router;
  plain.delete('/reservations/:orderId', async (req, res) => {
    const caller = await callers.service(req);
    await reservations.release(caller, req.params.orderId);
    res.status(204).end();
  });
}
