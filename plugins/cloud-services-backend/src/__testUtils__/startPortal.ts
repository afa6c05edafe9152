import { randomBytes, randomUUID } from 'node:crypto';
import {
  type BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type {
  Binding,
  Order,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  type CloudServiceDriver,
  cloudServicesDriversExtensionPoint,
} from '@dualcloud/backstage-plugin-cloud-services-node';
import {
  type HttpClient,
  startTestPortal,
  type TestPortal,
  waitFor,
} from '@dualcloud/foundation-node/testUtils';
import type { Knex } from 'knex';
import cloudServicesPlugin from '..';
import { ScriptedDriver } from '../provisioning/__testUtils__/ScriptedDriver';
import { nordmark, PEOPLE } from './nordmark';

export { type AuditEvent, waitFor } from '@dualcloud/foundation-node/testUtils';

type DatabaseId = Parameters<TestDatabases['init']>[0];

/** A running plugin with its engine, a catalog, and a broker in memory. */
export type Portal = Omit<TestPortal, 'as'> & {
  driver: ScriptedDriver;
  as: (person: string) => Client;
  /** Runs the task that the plugin scheduled. */
  sweep: () => Promise<void>;
};

/** HTTP as one person or service. */
export type Client = HttpClient & {
  /** Orders and waits until it has ended. */
  order: (body: object) => Promise<Order>;
  waitForOrder: (id: string) => Promise<Order>;
  waitForBinding: (id: string, state: string) => Promise<Binding>;
};

export const KEY = randomBytes(32).toString('base64');

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
  const portal = await startTestPortal({
    pluginId: 'cloud-services',
    knex,
    people: PEOPLE,
    alone: options.alone,
    catalog:
      options.catalog ??
      catalogServiceMock({ entities: options.entities ?? nordmark() }),
    config: {
      cloudServices: {
        parties: {
          platformEngineers: ['group:default/platform-engineering'],
        },
        requests: { contact: 'mailto:service@landes-it.example' },
        environments: { maxLifetimeDays: 90, defaultLifetimeDays: 30 },
        credentials: { keys: [{ id: 'k1', key: KEY }] },
        brokers: { sandbox: { type: 'scripted', title: 'Sandbox' } },
        // A hundred orders at once ask for longer than usual on a busy machine.
        budgets: { timeoutSeconds: 60 },
        ...options.config,
      },
    },
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
      ...(options.features ?? []),
    ],
  });
  const as = (person: string): Client => {
    const client: Client = {
      ...portal.as(person),
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
    ...portal,
    driver,
    as,
    sweep: () => portal.runTask('cloud-services-expiry'),
  };
}
