import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import type { Request, Router } from 'express';
import { repeatable } from '../requests';
import type { TypedRouter } from '../schema/TypedRouter';
import type { CandidateReader } from './CandidateReader';
import type { CandidateService } from './CandidateService';
import type { StandardMatcher } from './StandardMatcher';

export type StandardisationRouteOptions = {
  callers: CallerResolver;
  standardCandidateReader: CandidateReader;
  standardCandidates: CandidateService;
  standardMatcher: StandardMatcher;
};

/** What keeps being asked for, and what there is already. */
export function standardisationRoutes(
  router: TypedRouter,
  {
    callers,
    standardCandidateReader,
    standardCandidates,
    standardMatcher,
  }: StandardisationRouteOptions,
): void {
  router.post('/standard-matches', async (req, res) => {
    const caller = await callers.user(req);
    res.json({ items: await standardMatcher.match(caller, req.body) });
  });
  router.get('/standard-candidates', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await standardCandidateReader.list(caller, req.query));
  });
  router.post('/standard-candidates', async (req, res) => {
    const caller = await callers.user(req);
    const answer = await standardCandidates.group(
      caller,
      req.body,
      readKey(req),
    );
    res.status(201).json(answer.response);
  });
  router.get('/standard-candidates/:candidateId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await standardCandidateReader.get(caller, req.params.candidateId));
  });
  router.put('/standard-candidates/:candidateId/decision', async (req, res) => {
    const caller = await callers.user(req);
    const { candidateId } = req.params;
    const route = `PUT /standard-candidates/${candidateId}/decision`;
    res.json(
      await standardCandidates.decide(
        caller,
        candidateId,
        req.body,
        repeatable(req as Request, route),
      ),
    );
  });
  const member = '/standard-candidates/:candidateId/requests/:requestId';
  router.put(member, async (req, res) => {
    const caller = await callers.user(req);
    const { candidateId, requestId } = req.params;
    const route = `PUT /standard-candidates/${candidateId}/requests/${requestId}`;
    res.json(
      await standardCandidates.include(
        caller,
        candidateId,
        requestId,
        repeatable(req as Request, route),
      ),
    );
  });
  // The typed router knows no DELETE with a path parameter.
  const plain: Router = router;
  plain.delete(member, async (req, res) => {
    const caller = await callers.user(req);
    const { candidateId, requestId } = req.params;
    const route = `DELETE /standard-candidates/${candidateId}/requests/${requestId}`;
    res.json(
      await standardCandidates.exclude(
        caller,
        candidateId,
        requestId,
        repeatable(req, route),
      ),
    );
  });
}
