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
import serviceRequestsPlugin from '..';
import { CONFIG, nordmark, PEOPLE } from './nordmark';

/** A running plugin in the example state. */
export async function startPortal(options: {
  databases: TestDatabases;
  databaseId: Parameters<TestDatabases['init']>[0];
  /** Beside those of the example state. */
  entities?: Entity[];
  features?: BackendFeature[];
  /** Under `serviceRequests`. */
  config?: JsonObject;
  knex?: Knex;
  /** Databases of plugins beside it. */
  others?: Record<string, Knex>;
  /** Plugins that are not reached as long as they are in it. */
  unreachable?: ReadonlySet<string>;
}): Promise<TestPortal> {
  const portal = await startTestPortal({
    pluginId: 'service-requests',
    knex: options.knex ?? (await options.databases.init(options.databaseId)),
    others: options.others,
    unreachable: options.unreachable,
    people: PEOPLE,
    catalog: catalogServiceMock({
      entities: [...nordmark(), ...(options.entities ?? [])],
    }),
    config: {
      serviceRequests: { ...CONFIG, ...options.config },
      cloudServices: {
        parties: {
          platformEngineers: ['group:default/platform-engineering'],
        },
      },
    },
    features: [serviceRequestsPlugin, ...(options.features ?? [])],
  });
  await portal.runTask('service-requests-types');
  return portal;
}
