import express, { type Router } from 'express';
import { badRequest } from '../osb/errors';
import type { Meter } from './Meter';

const LONGEST_MS = 24 * 3_600_000;

/**
 * What instances used, for whoever charges for it: `GET /metering/usage?from=…&to=…`, both in milliseconds since 1970
 * and whole minutes. Not part of the Open Service Broker API. `complete` is false while some of it is still to be
 * measured; ask again then.
 */
export function createMeteringRouter(meter: Meter): Router {
  const router = express.Router();
  router.get('/usage', (request, response) => {
    const from = readMinute(request.query.from, 'from');
    const to = readMinute(request.query.to, 'to');
    if (to <= from || to - from > LONGEST_MS) {
      throw badRequest('to must be after from, by at most a day.');
    }
    response.json({
      from,
      to,
      complete: (meter.measuredUntil() ?? 0) >= to,
      items: meter.usage(from, to),
    });
  });
  return router;
}

function readMinute(value: unknown, name: string): number {
  const number =
    typeof value === 'string' && /^\d{1,15}$/.test(value)
      ? Number(value)
      : Number.NaN;
  if (Number.isNaN(number) || number % 60_000 !== 0) {
    throw badRequest(
      `${name} must be a whole minute, in milliseconds since 1970.`,
    );
  }
  return number;
}
