import type { IncomingTicket } from '@dualcloud/backstage-plugin-service-requests-node';
import { type CallerResolver, notFound } from '@dualcloud/foundation-node';
import type { Request } from 'express';
import { repeatable } from '../requests';
import type { TypedRouter } from '../schema/TypedRouter';
import type { ConnectorConflicts } from './ConnectorConflicts';
import type { ConnectorOverview } from './ConnectorOverview';
import { rawBodyOf } from './rawBody';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER, verify } from './signature';
import type { TicketIntake } from './TicketIntake';
import type { WebhookConnector } from './WebhookConnector';

export type ConnectorRouteOptions = {
  callers: CallerResolver;
  connectorConflicts: ConnectorConflicts;
  connectorOverview: ConnectorOverview;
  ticketIntake: TicketIntake;
  /** Absent: none is configured. */
  webhook?: WebhookConnector;
};

/** Connected ticket systems. */
export function connectorRoutes(
  router: TypedRouter,
  options: ConnectorRouteOptions,
): void {
  const { callers, connectorConflicts, connectorOverview } = options;
  const { ticketIntake, webhook } = options;
  // Whoever calls proves it by the signature; Backstage knows nothing of them.
  router.post('/connectors/webhook', async (req, res) => {
    if (!webhook) throw notFound('connector', 'webhook');
    const seal = verify(
      webhook.secret,
      {
        timestamp: req.get(TIMESTAMP_HEADER),
        signature: req.get(SIGNATURE_HEADER),
        body: rawBodyOf(req),
      },
      Date.now(),
    );
    const message = req.body as IncomingTicket;
    res.json(await ticketIntake.take(webhook.id, message, seal));
  });
  router.get('/connectors', async (req, res) => {
    const caller = await callers.user(req);
    res.json({ items: await connectorOverview.list(caller) });
  });
  router.get('/connector-conflicts', async (req, res) => {
    const caller = await callers.user(req);
    const { ticketId } = req.query;
    res.json({ items: await connectorConflicts.list(caller, { ticketId }) });
  });
  router.post(
    '/connector-conflicts/:conflictId/settlement',
    async (req, res) => {
      const caller = await callers.user(req);
      const { conflictId } = req.params;
      const { side } = req.body;
      res.json(
        await connectorConflicts.settle(
          caller,
          conflictId,
          side,
          repeatable(
            req as Request,
            `POST /connector-conflicts/${conflictId}/settlement`,
          ),
        ),
      );
    },
  );
}
