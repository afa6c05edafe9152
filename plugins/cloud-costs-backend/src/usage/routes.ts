import type { PermissionsService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type IngestReport,
  usageIngestPermission,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type Caller,
  type CallerResolver,
  invalidField,
  notAllowed,
} from '@dualcloud/foundation-node';
import express, { type Request, type Response, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { importCsv } from './importCsv';
import type { UsageIntake } from './UsageIntake';

const BODY_LIMIT = '8mb';
/** Of a batch over HTTP; the document says so. */
export const LARGEST_BATCH = 5_000;
const JSON_TYPES = [
  'application/cloudevents-batch+json',
  'application/cloudevents+json',
  'application/json',
];

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
    await authorizeIngest(options, await options.callers.any(req));
  };
  // Who may not hand in anything need not be listened to.
  router.post('/usage-events', async req => {
    await authorize(req);
    return 'next';
  });
  router.post(
    '/usage-events',
    express.json({ limit: BODY_LIMIT, type: JSON_TYPES, strict: true }),
    async (req, res) => {
      const events = readEvents(req);
      const partial = isPartial(req);
      answer(res, await intake.ingest(events, { partial }), partial);
    },
  );
  router.post('/usage-events/csv', async req => {
    await authorize(req);
    return 'next';
  });
  router.post(
    '/usage-events/csv',
    express.text({ limit: BODY_LIMIT, type: 'text/csv' }),
    async (req, res) => {
      if (typeof req.body !== 'string') {
        throw new InputError('the body must be of the type text/csv');
      }
      const partial = isPartial(req);
      answer(res, await importCsv(intake, req.body, { partial }), partial);
    },
  );
  return router;
}

/** 422 with the report where something was refused and therefore nothing stored. */
function answer(res: Response, report: IngestReport, partial: boolean): void {
  res.status(report.refused.length && !partial ? 422 : 200).json(report);
}

/**
 * Services always may, unless their token is restricted. People need the
 * permission, and to be of the IT service provider: usage is for everybody's
 * instances.
 */
async function authorizeIngest(
  { permissions }: UsageRouteOptions,
  caller: Caller,
): Promise<void> {
  const [{ result }] = await permissions.authorize(
    [{ permission: usageIngestPermission }],
    { credentials: caller.credentials },
  );
  const mayForAll =
    caller.type === 'service' || caller.party.isItServiceProvider;
  if (result !== AuthorizeResult.ALLOW || !mayForAll) {
    throw notAllowed(
      `you may not hand in usage; it takes the permission ${usageIngestPermission.name}`,
    );
  }
}

function isPartial(req: Request): boolean {
  const { partial } = req.query;
  if (partial === undefined || partial === 'false') return false;
  if (partial === 'true') return true;
  throw invalidField('partial', 'boolean', 'must be true or false');
}

/** Events in structured JSON, one or many, or one whose attributes are headers. */
function readEvents(req: Request): unknown[] {
  const { body } = req;
  if (!req.is(JSON_TYPES)) {
    throw new InputError(
      `the body must be of one of the types ${JSON_TYPES.join(', ')}`,
    );
  }
  if (req.header('ce-specversion') !== undefined) return [readBinary(req)];
  const events: unknown[] = Array.isArray(body) ? body : [body];
  if (events.length > LARGEST_BATCH) {
    throw invalidField(
      'body',
      'maxItems',
      `has ${events.length} events; send at most ${LARGEST_BATCH} at a time`,
    );
  }
  return events;
}

/** CloudEvents’ HTTP binding, binary content mode (section 3.1). */
function readBinary(req: Request): Record<string, unknown> {
  const event: Record<string, unknown> = { data: req.body };
  for (const [name, value] of Object.entries(req.headers)) {
    if (name.startsWith('ce-') && typeof value === 'string') {
      event[name.slice(3)] = decodeHeader(value);
    }
  }
  return event;
}

function decodeHeader(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
