import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Request } from 'express';
import { repeatable } from '../requests';
import type { TypedRouter } from '../schema/TypedRouter';
import type { ReleaseFilter, ReleaseReader } from './ReleaseReader';
import type { ReleaseService } from './ReleaseService';

export type ReleaseRouteOptions = {
  callers: CallerResolver;
  releaseReader: ReleaseReader;
  releases: ReleaseService;
};

/** What software providers deliver. */
export function releaseRoutes(
  router: TypedRouter,
  { callers, releaseReader, releases }: ReleaseRouteOptions,
): void {
  router.get('/releases', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await releaseReader.list(caller, req.query as ReleaseFilter));
  });
  router.post('/releases', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await releases.deliver(caller, req.body, readKey(req));
    res.status(answer.status as 201).json(answer.response);
  });
  router.get('/releases/:releaseId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await releaseReader.get(caller, req.params.releaseId));
  });
  router.get('/releases/:releaseId/sbom', async (req, res) => {
    const caller = await callers.any(req);
    const { releaseId } = req.params;
    const sbom = await releaseReader.sbom(caller, releaseId);
    res
      .attachment(`sbom-${releaseId}.json`)
      .json(sbom as Record<string, unknown>);
  });
  router.put('/releases/:releaseId/papers', async (req, res) => {
    const caller = await callers.user(req);
    const { releaseId } = req.params;
    res.json(
      await releases.supplement(
        caller,
        releaseId,
        req.body,
        repeatable(req as Request, `PUT /releases/${releaseId}/papers`),
      ),
    );
  });
}
