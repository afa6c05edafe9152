import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Router } from 'express';
import type { TypedRouter } from '../schema/TypedRouter';
import type { AttachmentService } from './AttachmentService';

export type AttachmentRouteOptions = {
  callers: CallerResolver;
  attachments: AttachmentService;
};

/** Files of requests. */
export function attachmentRoutes(
  router: TypedRouter,
  { callers, attachments }: AttachmentRouteOptions,
): void {
  router.get('/requests/:requestId/attachments', async (req, res) => {
    const caller = await callers.any(req);
    const items = await attachments.list(caller, req.params.requestId);
    res.json({ items, limits: attachments.limits() });
  });
  router.post('/requests/:requestId/attachments', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await attachments.add(
      caller,
      req.params.requestId,
      req.body,
      readKey(req),
    );
    res.status(answer.status as 201).json(answer.response);
  });
  // The typed router knows no DELETE with a path parameter.
  const plain: Router = router;
  plain.delete(
    '/requests/:requestId/attachments/:attachmentId',
    async (req, res) => {
      const caller = await callers.user(req);
      const { requestId, attachmentId } = req.params;
      await attachments.remove(caller, requestId, attachmentId, {
        key: readKey(req),
        route: `DELETE /requests/${requestId}/attachments/${attachmentId}`,
        body: {},
      });
      res.status(204).end();
    },
  );
  router.get(
    '/requests/:requestId/attachments/:attachmentId/content',
    async (req, res) => {
      const caller = await callers.any(req);
      const { requestId, attachmentId } = req.params;
      const file = await attachments.content(caller, requestId, attachmentId);
      // Never shown in the portal's own origin: a picture may be a script too.
      res.attachment(file.name);
      res.setHeader('Content-Type', 'application/octet-stream');
      res.setHeader('X-Content-Type-Options', 'nosniff');
      res.end(file.content);
    },
  );
}
