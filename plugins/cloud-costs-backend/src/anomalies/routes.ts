import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { AnomalyService } from './AnomalyService';

export type AnomalyRouteOptions = {
  callers: CallerResolver;
  anomalies: AnomalyService;
};

export function anomalyRoutes(
  router: TypedRouter,
  { callers, anomalies }: AnomalyRouteOptions,
): void {
  router.get('/anomalies', async (req, res) => {
    const caller = await callers.user(req);
    res.json(await anomalies.list(caller, req.query));
  });
  router.post('/anomalies/:anomalyId/acknowledge', async (req, res) => {
    const caller = await callers.user(req);
    const { anomalyId } = req.params;
    res.json(
      await anomalies.acknowledge(caller, anomalyId, req.body, readKey(req)),
    );
  });
}
