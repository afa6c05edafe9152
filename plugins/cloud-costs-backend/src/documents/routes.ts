import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { DocumentService } from './DocumentService';

export type DocumentRouteOptions = {
  callers: CallerResolver;
  documents: DocumentService;
};

/** Nothing in a document is loaded or run. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals";

/** For whoever may see the statement. */
export function documentRoutes(
  router: TypedRouter,
  { callers, documents }: DocumentRouteOptions,
): void {
  router.get('/statements/:statementId/document', async (req, res) => {
    const caller = await callers.any(req);
    const { name, contentType, body } = await documents.get(
      caller,
      req.params.statementId,
      req.query,
    );
    // A page is to be looked at, the others are to be kept.
    if (req.query.format !== 'html') res.attachment(name);
    res.set('Content-Security-Policy', PAGE_POLICY);
    res.set('X-Content-Type-Options', 'nosniff');
    res.type(contentType);
    res.end(body);
  });
}
