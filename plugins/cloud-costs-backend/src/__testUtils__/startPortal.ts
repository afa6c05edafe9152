import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import {
  startTestPortal,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import type { Knex } from 'knex';
import cloudCostsPlugin from '..';
import { nordmark, PEOPLE } from './nordmark';

/** A running plugin in the example state. Its workers do nothing unless asked to. */
export async function startPortal(options: {
  databases: TestDatabases;
  databaseId: Parameters<TestDatabases['init']>[0];
  entities?: Entity[];
  features?: BackendFeature[];
  /** Under `cloudCosts`. */
  config?: JsonObject;
  /** Under `backend`. */
  backend?: JsonObject;
  knex?: Knex;
  /** Databases of plugins beside it. */
  others?: Record<string, Knex>;
  alone?: boolean;
}): Promise<TestPortal> {
  return startTestPortal({
    pluginId: 'cloud-costs',
    knex: options.knex ?? (await options.databases.init(options.databaseId)),
    people: PEOPLE,
    alone: options.alone,
    catalog: catalogServiceMock({ entities: options.entities ?? nordmark() }),
    others: options.others,
    config: {
      ...(options.backend && { backend: options.backend }),
      cloudCosts: { workers: { enabled: false }, ...options.config },
    },
    features: [cloudCostsPlugin, ...(options.features ?? [])],
  });
}
