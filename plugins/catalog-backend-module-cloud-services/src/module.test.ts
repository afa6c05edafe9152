import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import {
  CLOUD_SERVICES_CHANGED_TOPIC,
  CLOUD_SERVICES_SYNC_TOPIC,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import { stringify } from 'yaml';
import {
  brokerCatalog,
  liveEnvironment,
  liveInstance,
  offering,
} from './__testUtils__/offerings';
import { StubCloudServices } from './__testUtils__/stubCloudServices';
import { catalogModuleCloudServices } from './module';

type Knex = Awaited<ReturnType<TestDatabases['init']>>;

jest.setTimeout(120_000);

const blueprint = {
  apiVersion: 'dualcloud.dev/v1alpha1',
  kind: 'EnvironmentBlueprint',
  metadata: { name: 'web-application', tags: ['web'] },
  spec: {
    owner: 'platform-engineering',
    lifecycle: 'production',
    version: '1',
    title: { en: 'Web application', de: 'Webanwendung' },
    stages: ['development', 'test'],
    protectionLevel: 'normal',
    components: [
      { name: 'database', service: 'sandbox-postgresql', plan: 'small' },
      {
        name: 'broker',
        service: 'sandbox-mqtt-broker',
        plan: 'large',
        dependsOn: ['database'],
      },
    ],
  },
};

function individual(name: string, changes: object = {}) {
  return {
    apiVersion: 'dualcloud.dev/v1alpha1',
    kind: 'CloudService',
    metadata: { name },
    spec: {
      lane: 'individual',
      tier: 'saas',
      lifecycle: 'production',
      version: '1',
      owner: 'landes-it',
      customers: ['kraftfahrtamt'],
      softwareProvider: 'softwerk-nord',
      legalBasis: 'StVG § 31',
      system: 'kfz-portal',
      networkZones: ['internal'],
      endpoints: [],
      dataLocation: 'Rechenzentrum Nord',
      protectionLevel: 'high',
      stages: ['production'],
      ...changes,
    },
  };
}

async function startPortal(options: {
  stub: StubCloudServices;
  documents?: object[];
  knex?: Knex;
}) {
  const folder = await mkdtemp(join(tmpdir(), 'catalog-'));
  await writeFile(
    join(folder, 'all.yaml'),
    (options.documents ?? []).map(one => stringify(one)).join('---\n'),
  );
  const events = mockServices.events();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      scaffolderEntityModel,
      catalogModuleCloudServices,
      options.stub.feature(),
      // One of its own: the default one is shared by every backend of this file.
      mockServices.scheduler.factory(),
      // One for all plugins: the default ones do not reach each other.
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      ...(options.knex
        ? [mockServices.database.factory({ knex: options.knex })]
        : []),
      mockServices.rootConfig.factory({
        data: {
          backend: { baseUrl: 'http://localhost' },
          catalog: {
            rules: [
              {
                allow: [
                  'CloudService',
                  'EnvironmentBlueprint',
                  'Commission',
                  'Template',
                  'Location',
                ],
              },
            ],
            locations: options.documents
              ? [{ type: 'file', target: join(folder, 'all.yaml') }]
              : [],
            processingInterval: { seconds: 60 },
          },
          cloudServices: { brokers: { sandbox: {}, other: {} } },
        },
      }),
    ],
  });
  const headers = { Authorization: mockCredentials.service.header() };
  const entities = async (kind: string): Promise<Entity[]> => {
    const url = `http://localhost:${backend.server.port()}/api/catalog/entities/by-query?limit=500&filter=kind=${kind}`;
    const response = await fetch(url, { headers });
    return (await response.json()).items ?? [];
  };
  const names = async (kind: string) =>
    (await entities(kind)).map(({ metadata }) => metadata.name).sort();
  return {
    entities,
    names,
    until: async (kind: string, expected: string[]) => {
      for (let i = 0; i < 150; i++) {
        const found = await names(kind);
        if (JSON.stringify(found) === JSON.stringify(expected)) break;
        await new Promise(resolve => setTimeout(resolve, 100));
      }
      expect(await names(kind)).toEqual(expected);
    },
    stop: async () => {
      await backend.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function eventually(check: () => void | Promise<void>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    try {
      await check();
      return;
    } catch {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
  await check();
}

const relationsOf = (entity: Entity | undefined) =>
  (entity?.relations ?? [])
    .map(({ type, targetRef }) => `${type} ${targetRef}`)
    .sort();

describe('the catalog with cloud services', () => {
  const databases = TestDatabases.create({
    ids: ['POSTGRES_18', 'SQLITE_3'],
    disableDocker: true,
  });

  function stubWithSandbox(): StubCloudServices {
    const stub = new StubCloudServices();
    stub.catalogs.set(
      'sandbox',
      brokerCatalog('sandbox', [
        offering('postgresql'),
        offering('mqtt-broker'),
      ]),
    );
    stub.catalogs.set(
      'other',
      brokerCatalog('other', [offering('postgresql')]),
    );
    return stub;
  }

  it('brings in brokers, documents and live entities, with relations and templates', async () => {
    const stub = stubWithSandbox();
    stub.change({
      kind: 'environment',
      id: 'env-1',
      live: true,
      environment: liveEnvironment('env-1', 'My environment'),
    });
    stub.change({
      kind: 'instance',
      id: 'inst-1',
      live: true,
      instance: liveInstance('inst-1'),
    });
    stub.change({ kind: 'instance', id: 'gone-1', live: false });
    const portal = await startPortal({
      stub,
      documents: [
        blueprint,
        individual('kfz-zulassung', { dependsOn: ['sandbox-postgresql'] }),
        {
          apiVersion: 'dualcloud.dev/v1alpha1',
          kind: 'Commission',
          metadata: { name: 'kfz-2026' },
          spec: {
            customer: 'kraftfahrtamt',
            softwareProvider: 'softwerk-nord',
            system: 'kfz-portal',
            validFrom: '2026-01-01',
            payer: 'kraftfahrtamt',
          },
        },
      ],
    });
    await portal.until('CloudService', [
      'kfz-zulassung',
      'other-postgresql',
      'sandbox-mqtt-broker',
      'sandbox-postgresql',
    ]);
    await portal.until('Resource', ['env-1-entity', 'inst-1-entity']);
    await portal.until('Template', [
      'order-other-postgresql',
      'order-sandbox-mqtt-broker',
      'order-sandbox-postgresql',
      'order-web-application',
    ]);

    await eventually(async () => {
      const services = await portal.entities('CloudService');
      const named = (name: string) =>
        services.find(({ metadata }) => metadata.name === name);
      expect(relationsOf(named('kfz-zulassung'))).toEqual([
        'dependsOn cloudservice:default/sandbox-postgresql',
        'hasCustomer group:default/kraftfahrtamt',
        'hasSoftwareProvider group:default/softwerk-nord',
        'ownedBy group:default/landes-it',
        'partOf system:default/kfz-portal',
      ]);
      expect(relationsOf(named('sandbox-postgresql'))).toEqual([
        'dependencyOf cloudservice:default/kfz-zulassung',
        'dependencyOf environmentblueprint:default/web-application',
        'ownedBy group:default/platform-engineering',
      ]);
      const [commission] = await portal.entities('Commission');
      expect(relationsOf(commission)).toEqual([
        'commissions system:default/kfz-portal',
        'hasCustomer group:default/kraftfahrtamt',
        'hasSoftwareProvider group:default/softwerk-nord',
        'paidBy group:default/kraftfahrtamt',
      ]);
      const resources = await portal.entities('Resource');
      expect(
        relationsOf(
          resources.find(({ metadata }) => metadata.name === 'inst-1-entity'),
        ),
      ).toEqual([
        'instanceOf cloudservice:default/sandbox-postgresql',
        'ownedBy group:default/team-kfz-portal',
        'partOf resource:default/env-1-entity',
        'partOf system:default/kfz-portal',
      ]);
    });
    for (const template of await portal.entities('Template')) {
      await expect(
        templateEntityV1beta3Validator.check(template),
      ).resolves.toBe(true);
    }
    expect(stub.reports).toContainEqual({
      brokerName: 'sandbox',
      result: { ok: true, services: 2, rejectedServices: [] },
    });
    await portal.stop();
  });

  it('applies changes when woken and when not, in the order of the feed', async () => {
    const stub = stubWithSandbox();
    const portal = await startPortal({ stub });
    const environment = (id: string, live: boolean, name?: string) =>
      stub.change({
        kind: 'environment',
        id,
        live,
        ...(live && { environment: liveEnvironment(id, name) }),
      });
    environment('env-1', true);
    environment('env-2', true);
    await stub.publish(CLOUD_SERVICES_CHANGED_TOPIC);
    await portal.until('Resource', ['env-1-entity', 'env-2-entity']);
    environment('env-1', false);
    environment('env-2', true, 'Renamed');
    environment('env-3', true);
    await portal.until('Resource', ['env-2-entity', 'env-3-entity']);
    await eventually(async () =>
      expect(
        (
          await portal.entities('Resource')
        ).map(({ metadata }) => metadata.title),
      ).toEqual(expect.arrayContaining(['Renamed'])),
    );
    await portal.stop();
  });

  it('keeps what it has when a broker fails or answers nonsense, and says so', async () => {
    const stub = stubWithSandbox();
    const portal = await startPortal({ stub });
    const all = [
      'other-postgresql',
      'sandbox-mqtt-broker',
      'sandbox-postgresql',
    ];
    await portal.until('CloudService', all);
    const sync = () =>
      stub.publish(CLOUD_SERVICES_SYNC_TOPIC, { brokerName: 'sandbox' });

    for (const answer of [
      'connect ECONNREFUSED',
      brokerCatalog('sandbox', []),
      brokerCatalog('someone-else', [offering('evil')]),
      JSON.parse('{"brokerName":"sandbox","services":{"a":1}}'),
      brokerCatalog('sandbox', [offering('postgresql', { plans: [] })]),
    ]) {
      stub.catalogs.set('sandbox', answer);
      stub.reports.length = 0;
      await sync();
      await eventually(() =>
        expect(stub.reports[0]).toMatchObject({
          brokerName: 'sandbox',
          result: {
            ok: false,
            message: expect.stringContaining('The catalog keeps the services'),
          },
        }),
      );
    }
    expect(await portal.names('CloudService')).toEqual(all);

    // One service gone, one broken, one new: the broken one stays as it was.
    stub.catalogs.set(
      'sandbox',
      brokerCatalog('sandbox', [
        offering('postgresql', { plans: [{ id: 'x', name: 'not allowed!' }] }),
        offering('network'),
      ]),
    );
    await eventually(async () => {
      await sync();
      expect(await portal.names('CloudService')).toEqual([
        'other-postgresql',
        'sandbox-network',
        'sandbox-postgresql',
      ]);
    });
    await eventually(() =>
      expect(stub.reports.at(-1)?.result).toMatchObject({
        ok: true,
        rejectedServices: [
          {
            name: 'postgresql',
            message: expect.stringContaining('spec.plans[0].name'),
          },
        ],
      }),
    );
    await portal.stop();
  });

  it.each(databases.eachSupportedId())(
    'writes nothing on %s when nothing has changed, and removes what went while it was away',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const stub = stubWithSandbox();
      for (const id of ['env-1', 'env-2']) {
        stub.change({
          kind: 'environment',
          id,
          live: true,
          environment: liveEnvironment(id),
        });
      }
      const state = () =>
        knex('refresh_state')
          .select('entity_ref', 'unprocessed_hash', 'last_discovery_at')
          .orderBy('entity_ref');

      let portal = await startPortal({ stub, knex });
      await portal.until('Resource', ['env-1-entity', 'env-2-entity']);
      await portal.until('Template', [
        'order-other-postgresql',
        'order-sandbox-mqtt-broker',
        'order-sandbox-postgresql',
      ]);
      const before = await state();
      await portal.stop();

      stub.asked.length = 0;
      portal = await startPortal({ stub, knex });
      await eventually(() =>
        expect(
          stub.asked.filter(path => path === 'GET /changes').length,
        ).toBeGreaterThan(1),
      );
      expect(await state()).toEqual(before);
      await portal.stop();

      stub.change({ kind: 'environment', id: 'env-1', live: false });
      portal = await startPortal({ stub, knex });
      await portal.until('Resource', ['env-2-entity']);
      await portal.stop();
    },
  );

  it.each(databases.eachSupportedId())(
    'follows a broker on %s whichever of two replicas reads its catalogue',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const stubs = [stubWithSandbox(), stubWithSandbox()];
      const portals = [];
      for (const stub of stubs) {
        portals.push(await startPortal({ stub, knex }));
      }
      const sync = async (replica: number, offerings: object[]) => {
        const stub = stubs[replica];
        stub.catalogs.set('sandbox', brokerCatalog('sandbox', offerings));
        const before = stub.reports.length;
        await stub.publish(CLOUD_SERVICES_SYNC_TOPIC, {
          brokerName: 'sandbox',
        });
        await eventually(() =>
          expect(stub.reports.length).toBeGreaterThan(before),
        );
      };
      const whole = [offering('postgresql'), offering('mqtt-broker')];
      const all = [
        'other-postgresql',
        'sandbox-mqtt-broker',
        'sandbox-postgresql',
      ];
      const stateOf = (name: string) =>
        knex('refresh_state')
          .where('entity_ref', `cloudservice:default/${name}`)
          .first('unprocessed_hash', 'last_discovery_at');
      await portals[0].until('CloudService', all);

      // One replica sees the service go, the other sees it come back.
      await sync(0, whole);
      await sync(1, [offering('postgresql')]);
      await portals[0].until('CloudService', [
        'other-postgresql',
        'sandbox-postgresql',
      ]);
      await sync(0, whole);
      await portals[1].until('CloudService', all);

      // A broken offering keeps its last good state, and nobody writes it again and again.
      const broken = [
        offering('postgresql'),
        offering('mqtt-broker', { plans: [{ id: 'x', name: 'not allowed!' }] }),
      ];
      await sync(1, broken);
      const kept = await stateOf('sandbox-mqtt-broker');
      for (const replica of [0, 1, 0]) await sync(replica, broken);
      expect(await stateOf('sandbox-mqtt-broker')).toEqual(kept);
      expect(await portals[0].names('CloudService')).toEqual(all);
      await Promise.all(portals.map(portal => portal.stop()));
    },
  );

  it('refuses a circle and a higher tier, whichever comes first, and keeps the rest', async () => {
    const stub = stubWithSandbox();
    const portal = await startPortal({
      stub,
      documents: [
        individual('a', { dependsOn: ['b'] }),
        individual('b', { dependsOn: ['c'] }),
        individual('c', { dependsOn: ['a'] }),
        individual('low', { tier: 'iaas', dependsOn: ['sandbox-postgresql'] }),
        individual('fine', { dependsOn: ['not-there-yet'] }),
      ],
    });
    await eventually(async () => {
      const services = await portal.entities('CloudService');
      const errors = services.flatMap(({ metadata, ...entity }) => {
        const { status } = entity as Entity & {
          status?: { items?: Array<{ message: string }> };
        };
        return (status?.items ?? []).map(
          ({ message }) => `${metadata.name}: ${message}`,
        );
      });
      expect(errors).toContainEqual(
        expect.stringMatching(
          /^([abc]): .*spec\.dependsOn: the service would be built on itself: cloudservice:default\/\1( → cloudservice:default\/[abc]){2} → cloudservice:default\/\1 \(rule no-cycle\)/,
        ),
      );
    });
    expect(await portal.names('CloudService')).toContain('fine');
    await portal.stop();
  });
});
