import type { PermissionsService } from '@backstage/backend-plugin-api';
import {
  type IngestReport,
  usageIngestPermission,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type CallerResolver,
  invalidField,
  requireIntake,
} from '@dualcloud/foundation-node';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { importCsv } from './importCsv';
import { readCsv, readEvents, receiveCsv, receiveJson } from './readBody';
import type { UsageIntake } from './UsageIntake';

/** What the routes of the intake talk to. */
export type UsageRouteOptions = {
  callers: CallerResolver;
  permissions: PermissionsService;
  intake: UsageIntake;
};

/**
 * The routes by which usage comes in. They stand before the router of the
 * OpenAPI document, whose validator would take longer than all the rest: the
 * intake checks each event itself and says which is wrong.
 */
export function createUsageRoutes(options: UsageRouteOptions): Router {
  const { intake } = options;
  const router = PromiseRouter();
  const authorize = async (req: Request) => {
    const caller = await options.callers.any(req);
    await requireIntake(options.permissions, caller, {
      permission: usageIngestPermission,
      what: 'usage',
    });
    return caller.ref;
  };
  // Who may not hand in anything need not be listened to.
  router.post('/usage-events', async (req, res) => {
    res.locals.actor = await authorize(req);
    return 'next';
  });
  router.post(
    '/usage-events',
    receiveJson(),
    async (req: Request, res: Response) => {
      const events = readEvents(req);
      const partial = isPartial(req);
      const { actor } = res.locals;
      answer(res, await intake.ingest(events, { actor, partial }), partial);
    },
  );
  router.post('/usage-events/csv', async (req, res) => {
    res.locals.actor = await authorize(req);
    return 'next';
  });
  router.post(
    '/usage-events/csv',
    receiveCsv(),
    async (req: Request, res: Response) => {
      const csv = readCsv(req);
      const partial = isPartial(req);
      const { actor } = res.locals;
      answer(res, await importCsv(intake, csv, { actor, partial }), partial);
    },
  );
  return router;
}

/** 422 with the report where something was refused and therefore nothing stored. */
function answer(res: Response, report: IngestReport, partial: boolean): void {
  res.status(report.refused.length && !partial ? 422 : 200).json(report);
}

function isPartial(req: Request): boolean {
  const { partial } = req.query;
  if (partial === undefined || partial === 'false') return false;
  if (partial === 'true') return true;
  throw invalidField('partial', 'boolean', 'must be true or false');
}
