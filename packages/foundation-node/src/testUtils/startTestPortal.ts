import { randomUUID } from 'node:crypto';
import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  type CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import request from 'supertest';
import { type Heard, messengers, recorders } from './listeningServices';

export type { AuditEvent, Heard } from './listeningServices';

/** HTTP as one person or service; paths are those of the plugin's API. @public */
export type HttpClient = {
  get: (path: string) => request.Test;
  /** A `body` that is a string goes as it is; say of which type. */
  post: (path: string, body?: object | string, key?: string) => request.Test;
  put: (path: string, body?: object, key?: string) => request.Test;
  delete: (path: string, key?: string) => request.Test;
};

/** A running plugin. @public */
export type TestPortal = {
  knex: Knex;
  /** What was sent and told. */
  heard: Heard;
  /**
   * Somebody's HTTP client: a user in the namespace `default`, a service such
   * as `plugin:catalog`, or `nobody`.
   * @param pluginId - of another plugin than the one that the portal is about
   */
  as: (person: string, pluginId?: string) => HttpClient;
  /** Runs a task that the plugin scheduled. */
  runTask: (id: string) => Promise<void>;
  stop: () => Promise<void>;
};

/** @public */
export type TestPortalOptions = {
  pluginId: string;
  features: Array<BackendFeature | Promise<{ default: BackendFeature }>>;
  config: JsonObject;
  knex: Knex;
  /** The databases of further plugins among the features, by their id. */
  others?: Record<string, Knex>;
  /** Plugins that the others do not reach, as long as they are in it. */
  unreachable?: ReadonlySet<string>;
  catalog: CatalogService;
  /** The groups that a person's token names, by entity ref. */
  people: Record<string, string[]>;
  /** Backstage's own services, with no plugin behind them for notifications, signals and events. */
  alone?: boolean;
};

/**
 * Starts a plugin on a database, or several together, with a catalog and people.
 * Tasks run only when they are asked to.
 * @public
 */
export async function startTestPortal(
  options: TestPortalOptions,
): Promise<TestPortal> {
  const { pluginId, knex, unreachable } = options;
  const heard: Heard = {
    signals: [],
    notifications: [],
    events: [],
    audit: [],
    log: [],
  };
  const tasks = new Map<string, () => Promise<void>>();
  const backend: TestBackend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: options.config }),
      databasesOf(options),
      ...(unreachable ? [discoveryOf(unreachable, () => backend.server)] : []),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => options.catalog,
      }),
      peopleOf(options.people),
      ...recorders(heard),
      ...(options.alone ? [eventsServiceFactory] : messengers(heard)),
      schedulerThatWaits(tasks),
      ...options.features,
    ],
  });
  return {
    knex,
    heard,
    as: (person, of = pluginId) =>
      clientOf(request(backend.server), of, headerOf(person, of)),
    runTask: async id => {
      const task = tasks.get(id);
      if (!task) {
        throw new Error(
          `no task "${id}" is scheduled, only ${[...tasks.keys()].join(', ')}`,
        );
      }
      await task();
    },
    stop: () => backend.stop(),
  };
}

function databasesOf({ knex, others }: TestPortalOptions): BackendFeature {
  return createServiceFactory({
    service: coreServices.database,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }) => ({
      getClient: async () => others?.[plugin.getId()] ?? knex,
    }),
  });
}

/** Nobody listens on port 1. */
function discoveryOf(
  unreachable: ReadonlySet<string>,
  server: () => { port(): number },
): BackendFeature {
  const getBaseUrl = async (pluginId: string) => {
    const port = unreachable.has(pluginId) ? 1 : server().port();
    return `http://localhost:${port}/api/${pluginId}`;
  };
  return createServiceFactory({
    service: coreServices.discovery,
    deps: {},
    factory: () => ({ getBaseUrl, getExternalBaseUrl: getBaseUrl }),
  });
}

function peopleOf(people: Record<string, string[]>): BackendFeature {
  return createServiceFactory({
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
            ...(people[userEntityRef] ?? []),
          ],
        };
      },
    }),
  });
}

function schedulerThatWaits(
  tasks: Map<string, () => Promise<void>>,
): BackendFeature {
  return createServiceFactory({
    service: coreServices.scheduler,
    deps: {},
    factory: () => ({
      scheduleTask: async task => {
        tasks.set(task.id, async () => task.fn(new AbortController().signal));
      },
      triggerTask: async () => undefined,
      cancelTask: async () => undefined,
      getScheduledTasks: async () => [],
      createScheduledTaskRunner: () => ({
        run: async task => {
          tasks.set(task.id, async () => task.fn(new AbortController().signal));
        },
      }),
    }),
  });
}

function clientOf(
  agent: ReturnType<typeof request>,
  pluginId: string,
  header: string,
): HttpClient {
  const api = `/api/${pluginId}`;
  const withKey = (test: request.Test, key: string) =>
    test.set('Authorization', header).set('Idempotency-Key', key);
  return {
    get: path => agent.get(api + path).set('Authorization', header),
    post: (path, body, key = randomUUID()) =>
      withKey(agent.post(api + path), key).send(body),
    put: (path, body, key = randomUUID()) =>
      withKey(agent.put(api + path), key).send(body),
    delete: (path, key = randomUUID()) =>
      withKey(agent.delete(api + path), key),
  };
}

function headerOf(person: string, pluginId: string): string {
  if (person === 'nobody') return mockCredentials.none.header();
  if (person.startsWith('plugin:')) {
    return mockCredentials.service.header({
      onBehalfOf: mockCredentials.service(person),
      targetPluginId: pluginId,
    });
  }
  return mockCredentials.user.header(`user:default/${person}`);
}
