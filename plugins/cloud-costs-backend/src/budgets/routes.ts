import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Router } from 'express';
import type { TypedRouter } from '../schema/TypedRouter';
import type { BudgetService } from './BudgetService';

export type BudgetRouteOptions = {
  callers: CallerResolver;
  budgets: BudgetService;
};

/** Budgets are people's; whose, the service decides. */
export function budgetRoutes(
  router: TypedRouter,
  { callers, budgets }: BudgetRouteOptions,
): void {
  router.get('/budgets', async (req, res) => {
    const caller = await callers.user(req);
    res.json({ items: await budgets.list(caller, req.query) });
  });
  router.post('/budgets', async (req, res) => {
    const caller = await callers.user(req);
    res.json(await budgets.create(caller, req.body, readKey(req)));
  });
  router.get('/budgets/:budgetId', async (req, res) => {
    const caller = await callers.user(req);
    res.json(await budgets.get(caller, req.params.budgetId));
  });
  router.put('/budgets/:budgetId', async (req, res) => {
    const caller = await callers.user(req);
    const { budgetId } = req.params;
    res.json(await budgets.update(caller, budgetId, req.body, readKey(req)));
  });
  // The typed router knows no DELETE with a path parameter.
  const plain: Router = router;
  plain.delete('/budgets/:budgetId', async (req, res) => {
    const caller = await callers.user(req);
    await budgets.remove(caller, req.params.budgetId, readKey(req));
    res.status(204).end();
  });
}
