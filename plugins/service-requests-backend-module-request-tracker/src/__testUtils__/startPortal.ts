import type { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import serviceRequestsPlugin from '@dualcloud/backstage-plugin-service-requests-backend';
import {
  startTestPortal,
  type TestPortal,
} from '@dualcloud/foundation-node/testUtils';
import requestTracker from '..';

function entity(
  kind: string,
  name: string,
  spec: object,
  parent?: string,
): Entity {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: spec as Entity['spec'],
    relations: parent ? [{ type: 'childOf', targetRef: parent }] : [],
  };
}

const ENTITIES = [
  entity('Group', 'kraftfahrtamt', { type: 'agency', children: [] }),
  entity('Group', 'landes-it', { type: 'it-service-provider', children: [] }),
  entity(
    'Group',
    'service-management',
    { type: 'team', children: [] },
    'group:default/landes-it',
  ),
  entity('CloudService', 'kfz-zulassung', {
    lane: 'individual',
    tier: 'saas',
    owner: 'group:default/service-management',
    customers: ['group:default/kraftfahrtamt'],
  }),
];

/** Service requests with the module, a service, its agency and its provider. */
export async function startPortal(
  databases: TestDatabases,
  databaseId: Parameters<TestDatabases['init']>[0],
  settings: JsonObject,
): Promise<TestPortal> {
  return startTestPortal({
    pluginId: 'service-requests',
    knex: await databases.init(databaseId),
    people: {
      'user:default/miriam.vogt': ['group:default/kraftfahrtamt'],
      'user:default/paul.richter': ['group:default/service-management'],
    },
    catalog: catalogServiceMock({ entities: ENTITIES }),
    config: {
      serviceRequests: {
        group: 'group:default/service-management',
        connectors: { requestTracker: settings },
      },
    },
    features: [serviceRequestsPlugin, requestTracker],
  });
}
