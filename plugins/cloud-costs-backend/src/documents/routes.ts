import type { CallerResolver } from '@dualcloud/foundation-node';
import { closedSignal, sendFile } from '@dualcloud/foundation-node/printing';
import type { TypedRouter } from '../schema/TypedRouter';
import type { DocumentService } from './DocumentService';

export type DocumentRouteOptions = {
  callers: CallerResolver;
  documents: DocumentService;
};

/** For whoever may see the statement. */
export function documentRoutes(
  router: TypedRouter,
  { callers, documents }: DocumentRouteOptions,
): void {
  router.get('/statements/:statementId/document', async (req, res) => {
    const caller = await callers.any(req);
    sendFile(
      res,
      await documents.get(caller, req.params.statementId, {
        ...req.query,
        signal: closedSignal(res),
      }),
    );
  });
}
