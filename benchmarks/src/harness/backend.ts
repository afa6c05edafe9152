import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createBackend } from '@backstage/backend-defaults';
import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { Agent, request } from 'undici';
import type { Bench } from './Bench';
import { Identities } from './identities';
import type { Postgres } from './postgres';

/** A backend as in production, in this process: real HTTP, tokens and PostgreSQL. */
export type TestBackend = {
  /** `http://127.0.0.1:…/api` */
  url: string;
  /** Of an external service. */
  serviceToken: string;
  identities: Identities;
  /** What its databases' names begin with. */
  prefix: string;
  /** Of a plugin's database. */
  databaseUrl: (pluginId: string) => string;
  /** A pool to a plugin's database. */
  database: (pluginId: string) => Promise<Knex>;
  /** One request over a kept-alive connection; throws unless the answer is 2xx. */
  call: <T = unknown>(
    token: string,
    path: string,
    options?: {
      method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
      body?: unknown;
      headers?: Record<string, string>;
    },
  ) => Promise<T>;
  stop: () => Promise<void>;
};

let backends = 0;

/**
 * Starts the given features with Backstage's own services.
 *
 * @param entities - if given, the catalog service has these and no plugin is behind it
 * @param prefix - of a backend that was stopped, whose databases this one goes on with
 */
export async function startBackend(
  bench: Bench,
  options: {
    postgres: Postgres;
    features: Array<BackendFeature | Promise<{ default: BackendFeature }>>;
    entities?: Entity[];
    config?: JsonObject;
    prefix?: string;
  },
): Promise<TestBackend> {
  backends += 1;
  const prefix = options.prefix ?? `backend_${backends}_`;
  const port = await freePort();
  const serviceToken = randomBytes(24).toString('hex');
  const identities = new Identities();
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () =>
        new ConfigReader(
          configOf({ ...options, port, prefix, serviceToken }),
          'benchmark',
        ),
    }),
  );
  backend.add(quietLogger(bench));
  backend.add(identities.plugin());
  const { entities } = options;
  if (entities) {
    backend.add(
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalogServiceMock({ entities }),
      }),
    );
  }
  for (const feature of options.features) backend.add(feature);
  await backend.start();
  const url = `http://127.0.0.1:${port}/api`;
  const agent = new Agent({ connections: 64, pipelining: 1 });
  const pools: Knex[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      await agent.close();
      await Promise.all(pools.map(knex => knex.destroy()));
      await backend.stop();
    })();
    return stopped;
  };
  bench.defer(stop);
  return {
    url,
    serviceToken,
    identities,
    prefix,
    stop,
    databaseUrl: pluginId => options.postgres.urlOf(`${prefix}${pluginId}`),
    database: async pluginId => {
      const knex = await options.postgres.connect({
        database: `${prefix}${pluginId}`,
      });
      pools.push(knex);
      return knex;
    },
    call: async (token, path, { method = 'GET', body, headers } = {}) => {
      const answer = await request(`${url}${path}`, {
        dispatcher: agent,
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300) {
        throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
      }
      return text ? JSON.parse(text) : undefined;
    },
  };
}

function configOf(options: {
  postgres: Postgres;
  config?: JsonObject;
  port: number;
  prefix: string;
  serviceToken: string;
}): JsonObject {
  const url = new URL(options.postgres.url);
  const { backend, ...others } = options.config ?? {};
  return {
    app: { baseUrl: `http://127.0.0.1:${options.port}` },
    permission: { enabled: true },
    ...others,
    backend: {
      baseUrl: `http://127.0.0.1:${options.port}`,
      listen: { host: '127.0.0.1', port: options.port },
      database: {
        client: 'pg',
        prefix: options.prefix,
        connection: {
          host: url.hostname,
          port: Number(url.port),
          user: url.username,
          password: url.password,
        },
      },
      auth: {
        externalAccess: [
          {
            type: 'static',
            options: { token: options.serviceToken, subject: 'benchmark' },
          },
        ],
      },
      ...(backend as JsonObject | undefined),
    },
  };
}

/** Errors and warnings; the rest would only cost time. */
function quietLogger(bench: Bench) {
  const tell = (message: string, meta?: Error | JsonObject) =>
    bench.log(meta instanceof Error ? `${message} ${meta.stack}` : message);
  const logger: RootLoggerService = {
    error: tell,
    warn: process.env.BENCH_VERBOSE ? tell : () => {},
    info: process.env.BENCH_VERBOSE ? tell : () => {},
    debug: () => {},
    child: () => logger,
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  });
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
