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
import serviceLevelsPlugin from '..';
import { nordmark, PEOPLE } from './nordmark';

/** A running plugin in the example state, with its documents taken over. */
export async function startPortal(options: {
  databases: TestDatabases;
  databaseId: Parameters<TestDatabases['init']>[0];
  /** Beside those of the example state. */
  entities?: Entity[];
  features?: BackendFeature[];
  /** Under `serviceLevels`. */
  config?: JsonObject;
  knex?: Knex;
}): Promise<TestPortal> {
  const portal = await startTestPortal({
    pluginId: 'service-levels',
    knex: options.knex ?? (await options.databases.init(options.databaseId)),
    people: PEOPLE,
    catalog: catalogServiceMock({
      entities: [...nordmark(), ...(options.entities ?? [])],
    }),
    config: {
      serviceLevels: { workers: { enabled: false }, ...options.config },
    },
    features: [serviceLevelsPlugin, ...(options.features ?? [])],
  });
  await portal.runTask('service-levels-documents');
  return portal;
}
