import { randomBytes, randomUUID } from 'node:crypto';
import {
  type BackendFeature,
  createBackendModule,
  createServiceFactory,
  coreServices,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  type CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type {
  Binding,
  Order,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  type CloudServiceDriver,
  cloudServicesDriversExtensionPoint,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import type { Knex } from 'knex';
import request from 'supertest';
import cloudServicesPlugin from '..';
import { ScriptedDriver } from '../provisioning/__testUtils__/ScriptedDriver';
import { nordmark, PEOPLE } from './nordmark';

type DatabaseId = Parameters<TestDatabases['init']>[0];

/** A running plugin with its engine, a catalog, and a broker in memory. */
export type Portal = {
  knex: Knex;
  driver: ScriptedDriver;
  /** What was sent and told. */
  heard: {
    signals: unknown[];
    notifications: unknown[];
    events: unknown[];
    audit: AuditEvent[];
    log: string[];
  };
  as: (person: string) => Client;
  /** Runs the task that the plugin scheduled. */
  sweep: () => Promise<void>;
  stop: () => Promise<void>;
};

export type AuditEvent = { eventId: string; meta?: JsonObject; status: string };

/** HTTP as one person or service. */
export type Client = {
  get: (path: string) => request.Test;
  post: (path: string, body?: object, key?: string) => request.Test;
  put: (path: string, body?: object) => request.Test;
  delete: (path: string, key?: string) => request.Test;
  /** Orders and waits until it has ended. */
  order: (body: object) => Promise<Order>;
  waitForOrder: (id: string) => Promise<Order>;
  waitForBinding: (id: string, state: string) => Promise<Binding>;
};

export const KEY = randomBytes(32).toString('base64');
const API = '/api/cloud-services';

export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A typical order of the developer's. */
export function testEnvironment(overrides: object = {}) {
  return {
    type: 'create-environment',
    blueprintRef: 'environmentblueprint:default/web-application',
    name: `env-${randomUUID().slice(0, 8)}`,
    stage: 'test',
    systemRef: 'system:default/kfz-portal',
    ownerRef: 'group:default/team-kfz-portal',
    expiresAt: inDays(20),
    ...overrides,
  };
}

export async function startPortal(options: {
  databases: TestDatabases;
  databaseId: DatabaseId;
  entities?: Entity[];
  /** In place of one that has the entities, for a test that changes them. */
  catalog?: CatalogService;
  driver?: CloudServiceDriver;
  features?: BackendFeature[];
  config?: JsonObject;
  knex?: Knex;
  /** Backstage's own services, with no plugin behind them for notifications, signals and events. */
  alone?: boolean;
}): Promise<Portal> {
  const knex =
    options.knex ?? (await options.databases.init(options.databaseId));
  const driver = new ScriptedDriver();
  const heard: Portal['heard'] = {
    signals: [],
    notifications: [],
    events: [],
    audit: [],
    log: [],
  };
  let sweep: Portal['sweep'] = async () => undefined;
  const backend = await startTestBackend({
    features: [
      cloudServicesPlugin,
      createBackendModule({
        pluginId: 'cloud-services',
        moduleId: 'scripted-driver',
        register(env) {
          env.registerInit({
            deps: { drivers: cloudServicesDriversExtensionPoint },
            async init({ drivers }) {
              drivers.addDriverFactory({
                type: 'scripted',
                create: () => options.driver ?? driver,
              });
            },
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          cloudServices: {
            parties: {
              platformEngineers: ['group:default/platform-engineering'],
            },
            requests: { contact: 'mailto:service@landes-it.example' },
            environments: { maxLifetimeDays: 90, defaultLifetimeDays: 30 },
            credentials: { keys: [{ id: 'k1', key: KEY }] },
            brokers: { sandbox: { type: 'scripted', title: 'Sandbox' } },
            ...options.config,
          },
        },
      }),
      mockServices.database.mock({ getClient: async () => knex }).factory,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () =>
          options.catalog ??
          catalogServiceMock({ entities: options.entities ?? nordmark() }),
      }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          getUserInfo: async credentials => {
            const { userEntityRef } = credentials.principal as unknown as {
              userEntityRef: string;
            };
            return {
              userEntityRef,
              ownershipEntityRefs: [
                userEntityRef,
                ...(PEOPLE[userEntityRef] ?? []),
              ],
            };
          },
        }),
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => ({
          createEvent: async ({ eventId, meta }) => ({
            success: async more => {
              heard.audit.push({
                eventId,
                meta: { ...meta, ...more?.meta },
                status: 'succeeded',
              });
            },
            fail: async more => {
              heard.audit.push({ eventId, meta: more.meta, status: 'failed' });
            },
          }),
        }),
      }),
      ...(options.alone ? [eventsServiceFactory] : listeningServices(heard)),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => listeningLogger(heard.log),
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => ({
          scheduleTask: async task => {
            sweep = async () => task.fn(new AbortController().signal);
          },
          triggerTask: async () => undefined,
          cancelTask: async () => undefined,
          getScheduledTasks: async () => [],
          createScheduledTaskRunner: () => ({ run: async () => undefined }),
        }),
      }),
      ...(options.features ?? []),
    ],
  });
  const as = (person: string): Client => {
    const header = headerOf(person);
    const agent = request(backend.server);
    const client: Client = {
      get: path => agent.get(API + path).set('Authorization', header),
      post: (path, body, key = randomUUID()) =>
        agent
          .post(API + path)
          .set('Authorization', header)
          .set('Idempotency-Key', key)
          .send(body),
      put: (path, body) =>
        agent
          .put(API + path)
          .set('Authorization', header)
          .send(body),
      delete: (path, key = randomUUID()) =>
        agent
          .delete(API + path)
          .set('Authorization', header)
          .set('Idempotency-Key', key),
      order: async body => {
        const answer = await client.post('/orders', body);
        if (answer.status !== 202) {
          throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
        }
        return client.waitForOrder(answer.body.id);
      },
      waitForOrder: id =>
        waitFor(async () => {
          const { body } = await client.get(`/orders/${id}`);
          return ['succeeded', 'failed'].includes(body.state)
            ? body
            : undefined;
        }),
      waitForBinding: (id, state) =>
        waitFor(async () => {
          const { body } = await client.get(`/bindings/${id}`);
          return body.state === state ? body : undefined;
        }),
    };
    return client;
  };
  return {
    knex,
    driver,
    heard,
    as,
    sweep: () => sweep(),
    stop: () => backend.stop(),
  };
}

/** In place of the services for signals, notifications and events: they remember. */
function listeningServices(heard: Portal['heard']): BackendFeature[] {
  return [
    createServiceFactory({
      service: signalsServiceRef,
      deps: {},
      factory: () => ({
        publish: async signal => {
          heard.signals.push(signal);
        },
      }),
    }),
    createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({
        send: async notification => {
          heard.notifications.push(notification);
        },
      }),
    }),
    createServiceFactory({
      service: eventsServiceRef,
      deps: {},
      factory: () => ({
        publish: async event => {
          heard.events.push(event);
        },
        subscribe: async () => undefined,
      }),
    }),
  ];
}

function listeningLogger(log: string[]): RootLoggerService {
  const note = (message: string, meta?: Error | JsonObject) => {
    log.push(
      `${message} ${meta instanceof Error ? meta.stack : JSON.stringify(meta)}`,
    );
  };
  const logger: RootLoggerService = {
    error: note,
    warn: note,
    info: note,
    debug: note,
    child: () => logger,
  };
  return logger;
}

function headerOf(person: string): string {
  if (person === 'nobody') return mockCredentials.none.header();
  if (person.startsWith('plugin:')) {
    return mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(person),
      targetPluginId: 'cloud-services',
    });
  }
  return mockCredentials.user.header(`user:default/${person}`);
}

/** Asks again until there is an answer. */
export async function waitFor<T>(
  ask: () => Promise<T | undefined>,
  timeoutMs = 15_000,
): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > until) throw new Error('waited in vain');
    await new Promise(resolve => {
      setTimeout(resolve, 30);
    });
  }
}
