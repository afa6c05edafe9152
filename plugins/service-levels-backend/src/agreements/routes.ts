import type { CallerResolver } from '@dualcloud/foundation-node';
import type { TypedRouter } from '../schema/TypedRouter';
import type { AcceptedAgreements } from './AcceptedAgreements';
import type { AgreementFilter, AgreementReader } from './AgreementReader';

export type AgreementRouteOptions = {
  callers: CallerResolver;
  agreements: AgreementReader;
  acceptedAgreements: AcceptedAgreements;
};

/** Documents, and what is wrong with them. */
export function agreementRoutes(
  router: TypedRouter,
  { callers, agreements, acceptedAgreements }: AgreementRouteOptions,
): void {
  router.get('/agreements', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await agreements.list(caller, req.query as AgreementFilter));
  });
  router.get('/agreements/:agreement/:version', async (req, res) => {
    const caller = await callers.any(req);
    const { agreement, version } = req.params;
    res.json(await agreements.get(caller, agreement, version));
  });
  router.get('/agreements/:agreement/:version/openslo', async (req, res) => {
    const caller = await callers.any(req);
    const { agreement, version } = req.params;
    const text = await agreements.openSlo(caller, agreement, version);
    res.type('application/yaml').end(text);
  });
  router.put('/agreements/:agreement/:version', async (req, res) => {
    const caller = await callers.service(req);
    res.json(await acceptedAgreements.put(caller, req.params, req.body));
  });
  router.post('/agreements/check', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await agreements.check(caller, req.body.text));
  });
  router.get('/agreement-problems', async (req, res) => {
    const caller = await callers.any(req);
    res.json({ items: await agreements.refused(caller) });
  });
}
