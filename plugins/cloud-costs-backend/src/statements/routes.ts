import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { StatementService } from './StatementService';

export type StatementRouteOptions = {
  callers: CallerResolver;
  statements: StatementService;
};

/** Payers and the IT service provider read; only the latter finalises. */
export function statementRoutes(
  router: TypedRouter,
  { callers, statements }: StatementRouteOptions,
): void {
  router.get('/statements', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await statements.list(caller, req.query));
  });
  router.get('/statements/:statementId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await statements.get(caller, req.params.statementId));
  });
  router.post('/statements/:statementId/finalise', async (req, res) => {
    const caller = await callers.user(req);
    res.json(
      await statements.finalise(
        caller,
        req.params.statementId,
        req.body.reason,
        readKey(req),
      ),
    );
  });
}
