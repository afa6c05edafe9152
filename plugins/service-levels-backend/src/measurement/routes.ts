import type { CallerResolver } from '@dualcloud/foundation-node';
import type { Response } from 'express';
import type { TypedRouter } from '../schema/TypedRouter';
import type { SampleIntake } from './SampleIntake';

export type SampleRouteOptions = {
  callers: CallerResolver;
  samples: SampleIntake;
};

/** Measurements from outside. */
export function sampleRoutes(
  router: TypedRouter,
  { callers, samples }: SampleRouteOptions,
): void {
  router.post('/samples', async (req, res) => {
    const caller = await callers.any(req);
    await samples.authorize(caller);
    const partial = req.query.partial ?? false;
    const report = await samples.ingest(req.body.samples, {
      partial,
      actor: `${caller.ref} (${req.body.source})`,
    });
    const isRefused = report.refused.length > 0 && !partial;
    // 422 with the report where something was refused and therefore nothing stored.
    (res as Response).status(isRefused ? 422 : 200).json(report);
  });
}
