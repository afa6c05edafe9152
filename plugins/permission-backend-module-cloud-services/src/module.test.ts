import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  ENVIRONMENT_ID_ANNOTATION,
  INSTANCE_ID_ANNOTATION,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import policyModule from '.';

function entity(
  kind: string,
  name: string,
  spec: Entity['spec'],
  annotations: Record<string, string> = {},
): Entity {
  const location = 'url:https://catalog.example/all.yaml';
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      namespace: 'default',
      name,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
        ...annotations,
      },
    },
    spec,
  };
}

const group = (name: string, type: string, parent?: string) =>
  entity('Group', name, { type, parent, children: [] });

const parties = {
  owner: 'group:default/team-kfz-portal',
  customer: 'group:default/kraftfahrtamt',
  softwareProvider: 'group:default/softwerk-nord',
};

const entities = [
  group('softwerk-nord', 'software-provider'),
  group('team-kfz-portal', 'team', 'softwerk-nord'),
  group('datenwerft', 'software-provider'),
  group('kraftfahrtamt', 'agency'),
  group('landes-it', 'it-service-provider'),
  group('service-management', 'team', 'landes-it'),
  entity('Resource', 'printer', { type: 'environment', owner: 'datenwerft' }),
  entity(
    'Resource',
    'kfz-test-0a1b2c3d',
    { type: 'environment', ...parties },
    { [ENVIRONMENT_ID_ANNOTATION]: '0197' },
  ),
  entity(
    'Resource',
    'kfz-db-4e5f6a7b',
    { type: 'service-instance', ...parties },
    { [INSTANCE_ID_ANNOTATION]: '0198' },
  ),
];

const SIGN_INS: Record<string, string> = {
  'user:default/jana.brandt': 'group:default/team-kfz-portal',
  'user:default/miriam.vogt': 'group:default/kraftfahrtamt',
  'user:default/otto.fremd': 'group:default/datenwerft',
  'user:default/paul.richter': 'group:default/service-management',
};

const catalogContents = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'contents',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'contents',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: entities.map(each => ({
                entity: each,
                locationKey: 'contents',
              })),
            }),
        });
      },
    });
  },
});

let policy: PermissionPolicy;

// The permission backend wants tokens that plugins make for a person, which the
// test backend's simple ones are not; this asks the policy as it would.
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: { auth: coreServices.auth },
  factory: ({ auth }) => ({
    authorize: () => {
      throw new Error('lists ask for conditions');
    },
    authorizeConditional: (requests, { credentials }) =>
      Promise.all(
        requests.map(async ({ permission }) => {
          if (!auth.isPrincipal(credentials, 'user')) {
            return { result: AuthorizeResult.ALLOW };
          }
          const { userEntityRef } = credentials.principal;
          return policy.handle(
            { permission },
            {
              credentials,
              info: {
                userEntityRef,
                ownershipEntityRefs: [userEntityRef, SIGN_INS[userEntityRef]],
              },
            },
          );
        }),
      ),
  }),
});

/** Names of the resources that the catalog lists for somebody. */
async function resourcesSeenBy(
  backend: TestBackend,
  authorization: string,
): Promise<string[]> {
  const response = await fetch(
    `http://127.0.0.1:${backend.server.port()}/api/catalog/entities?filter=kind=resource`,
    { headers: { authorization } },
  );
  expect(response.status).toBe(200);
  const found: Entity[] = await response.json();
  return found.map(({ metadata }) => metadata.name).sort();
}

describe('the policy and the catalog', () => {
  jest.setTimeout(60_000);
  let backend: TestBackend;

  beforeAll(async () => {
    backend = await startTestBackend({
      extensionPoints: [
        [
          policyExtensionPoint,
          {
            setPolicy(installed: PermissionPolicy) {
              policy = installed;
            },
          },
        ],
      ],
      features: [policyModule, permissions, catalogBackend, catalogContents],
    });
    const deadline = Date.now() + 40_000;
    let found: string[] = [];
    while (found.length < 3 && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 200));
      found = await resourcesSeenBy(backend, mockCredentials.service.header());
    }
  });

  afterAll(() => backend?.stop());

  it.each([
    ['jana.brandt', ['kfz-db-4e5f6a7b', 'kfz-test-0a1b2c3d', 'printer']],
    ['miriam.vogt', ['kfz-db-4e5f6a7b', 'kfz-test-0a1b2c3d', 'printer']],
    ['paul.richter', ['kfz-db-4e5f6a7b', 'kfz-test-0a1b2c3d', 'printer']],
    ['otto.fremd', ['printer']],
  ])('lists for %s what the person may see', async (name, expected) => {
    expect(
      await resourcesSeenBy(
        backend,
        mockCredentials.user.header(`user:default/${name}`),
      ),
    ).toEqual(expected);
  });
});
