import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Broker } from '../broker/Broker';
import type { FaultSwitch } from '../faults/FaultSwitch';
import { notFound, OsbError } from '../osb/errors';
import type { Log } from '../services/types';
import type { Meter } from '../metering/Meter';
import { createMeteringRouter } from '../metering/meteringRouter';
import { createAdminRouter } from './adminRouter';
import { authenticate, checkApiVersion, checkIdentities } from './checks';
import { createOsbRouter } from './osbRouter';

/** Nothing that the schemas allow comes near it. */
const BODY_LIMIT = '64kb';

function toOsbError(error: unknown): OsbError | undefined {
  if (error instanceof OsbError) {
    return error;
  }
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') {
    return new OsbError(
      413,
      'PayloadTooLarge',
      `The body must not be larger than ${BODY_LIMIT}.`,
    );
  }
  if (type === 'entity.parse.failed') {
    return new OsbError(400, 'BadRequest', 'The body is not valid JSON.');
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return new OsbError(status, 'BadRequest', (error as Error).message);
  }
  return undefined;
}

export function createApp(options: {
  broker: Broker;
  faults: FaultSwitch;
  meter: Meter;
  username: string;
  password: string;
  admin: boolean;
  isReady(): boolean;
  log: Log;
}): Express {
  const { broker, faults, log } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');

  app.get('/healthz', (_request, response) => {
    response
      .status(options.isReady() ? 200 : 503)
      .json({ status: options.isReady() ? 'ready' : 'starting' });
  });

  app.use(authenticate(options.username, options.password));
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  const json = express.json({
    limit: BODY_LIMIT,
    strict: true,
    type: () => true,
  });
  if (options.admin) {
    app.use('/admin', json, createAdminRouter(broker, faults));
  }
  app.use('/metering', createMeteringRouter(options.meter));
  app.use('/v2', checkApiVersion, checkIdentities, json);
  app.use('/v2', createOsbRouter(broker, faults));
  app.use((request, _response, next) => {
    next(notFound(`There is nothing at ${request.method} ${request.path}.`));
  });

  const onError: ErrorRequestHandler = (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = toOsbError(error);
    if (!known) {
      log(`${request.method} ${request.path} failed: ${error?.stack ?? error}`);
    }
    const answer =
      known ??
      new OsbError(
        500,
        'InternalServerError',
        'The broker failed to carry out the request; its log says why.',
      );
    response
      .status(answer.status)
      .set(answer.headers)
      .json({ error: answer.code, description: answer.message });
  };
  app.use(onError);
  return app;
}
