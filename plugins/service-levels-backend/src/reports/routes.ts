import type { CatalogService } from '@backstage/plugin-catalog-node';
import { type CallerResolver, readKey } from '@dualcloud/foundation-node';
import { closedSignal, sendFile } from '@dualcloud/foundation-node/printing';
import type { TypedRouter } from '../schema/TypedRouter';
import { partyName, printReport } from './documents';
import type { ReportDesk } from './ReportDesk';
import type { ReportFilter, ReportReader } from './ReportReader';

export type ReportRouteOptions = {
  catalog: CatalogService;
  callers: CallerResolver;
  reports: ReportReader;
  reportDesk: ReportDesk;
};

/** Drafts and deeds are the provider's, released reports the parties'. */
export function reportRoutes(
  router: TypedRouter,
  { callers, catalog, reports, reportDesk }: ReportRouteOptions,
): void {
  router.get('/service-reports', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await reports.list(caller, req.query as ReportFilter));
  });
  router.get('/service-reports/:reportId', async (req, res) => {
    const caller = await callers.any(req);
    res.json(await reports.get(caller, req.params.reportId, req.query.version));
  });
  router.get('/service-reports/:reportId/document', async (req, res) => {
    const caller = await callers.any(req);
    const { format, language, version } = req.query;
    const report = await reports.get(caller, req.params.reportId, version);
    const { customerRef } = report.summary;
    const customer =
      customerRef && (await partyName(catalog, caller, customerRef));
    sendFile(
      res,
      await printReport(report, format, {
        language: language ?? 'de',
        customer,
        signal: closedSignal(res),
      }),
    );
  });
  router.put('/service-reports/:reportId/comment', async (req, res) => {
    const caller = await callers.user(req);
    const { reportId } = req.params;
    res.json(await reportDesk.comment(caller, reportId, req.body.comment));
  });
  router.post('/service-reports/:reportId/release', async (req, res) => {
    const caller = await callers.user(req);
    const { reportId } = req.params;
    res.json(
      await reportDesk.release(caller, reportId, {
        key: readKey(req),
        route: `POST /service-reports/${reportId}/release`,
        body: {},
      }),
    );
  });
  router.post('/service-reports/:reportId/correction', async (req, res) => {
    const caller = await callers.user(req);
    const { reportId } = req.params;
    res.json(
      await reportDesk.correct(caller, reportId, req.body, {
        key: readKey(req),
        route: `POST /service-reports/${reportId}/correction`,
        body: req.body,
      }),
    );
  });
}
