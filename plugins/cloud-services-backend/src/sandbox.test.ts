import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import osbModule from '@dualcloud/backstage-plugin-cloud-services-backend-module-osb';
import type { DriverServiceOffering } from '@dualcloud/backstage-plugin-cloud-services-node';
import {
  createSandboxBroker,
  type SandboxBroker,
} from '@dualcloud/sandbox-broker';
import { Client } from 'pg';
import { nordmark, service } from './__testUtils__/nordmark';
import {
  type Portal,
  startPortal,
  testEnvironment,
} from './__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

let broker: SandboxBroker;
let portal: Portal;
let catalogService: ReturnType<typeof catalogServiceMock>;

/** A CloudService as the catalog module makes it of an offering, as far as ordering needs. */
function toEntity(offering: DriverServiceOffering): Entity {
  const entity = service(`sandbox-${offering.name}`, {
    backend: { broker: 'sandbox', serviceId: offering.id },
    plans: offering.plans.map(plan => ({
      name: plan.name,
      id: plan.id,
      stages: ['development', 'test'],
      protectionLevel: 'normal',
      planUpdateable: plan.plan_updateable ?? offering.plan_updateable ?? false,
      bindable: plan.bindable ?? offering.bindable,
      ...(plan.maintenance_info && { maintenanceInfo: plan.maintenance_info }),
      ...(plan.maximum_polling_duration && {
        maximumPollingDuration: plan.maximum_polling_duration,
      }),
    })),
  });
  const { metadata } = entity;
  return { ...entity, metadata: { ...metadata, uid: metadata.name } };
}

beforeAll(async () => {
  broker = await createSandboxBroker({
    services: ['postgresql'],
    ports: { postgresql: 0 },
    admin: true,
  });
  const authorization = `Basic ${Buffer.from(
    `${broker.username}:${broker.password}`,
  ).toString('base64')}`;
  const answer = await fetch(`${broker.url}/v2/catalog`, {
    headers: { authorization, 'x-broker-api-version': '2.17' },
  });
  const catalog: { services: DriverServiceOffering[] } = await answer.json();
  catalogService = catalogServiceMock({
    entities: [
      ...nordmark().filter(
        ({ metadata }) => metadata.name !== 'sandbox-postgresql',
      ),
      ...catalog.services.map(toEntity),
    ],
  });
  portal = await startPortal({
    databases,
    databaseId: 'SQLITE_3',
    features: [osbModule],
    catalog: catalogService,
    config: {
      brokers: {
        sandbox: {
          type: 'osb',
          url: broker.url,
          auth: { username: broker.username, password: broker.password },
        },
      },
    },
  });
});

afterAll(async () => {
  await portal?.stop();
  await broker?.stop();
});

it('gives a real database over a real broker, and takes it away again', async () => {
  const jana = portal.as('jana.brandt');
  const catalog = await portal
    .as('plugin:catalog')
    .get('/brokers/sandbox/catalog');
  expect(catalog.body.services[0].name).toBe('postgresql');
  const [plan] = catalog.body.services[0].plans;

  const order = await jana.order({
    ...testEnvironment({ name: 'real' }),
    type: 'create-instance',
    blueprintRef: undefined,
    serviceRef: 'cloudservice:default/sandbox-postgresql',
    configuration: { plan: plan.name },
  });
  expect(order).toMatchObject({ state: 'succeeded' });
  const asked = await jana.post(`/instances/${order.instanceId}/bindings`, {});
  await jana.waitForBinding(asked.body.id, 'ready');
  const { body } = await jana.post(`/bindings/${asked.body.id}/reveal`);

  const database = new Client(body.credentials.uri);
  database.on('error', () => undefined);
  await database.connect();
  await database.query('create table t (a int)');
  await database.query('insert into t values (42)');
  const { rows } = await database.query('select a from t');
  expect(rows).toEqual([{ a: 42 }]);

  const torn = await jana.order({
    type: 'terminate-instance',
    instanceId: order.instanceId,
  });
  expect(torn.state).toBe('succeeded');
  await database.end().catch(() => undefined);
  const again = new Client(body.credentials.uri);
  again.on('error', () => undefined);
  await expect(again.connect()).rejects.toThrow();

  // The password was in no table, log, signal or event.
  const tables = [
    'instances',
    'bindings',
    'operations',
    'journal',
    'audit_log',
  ];
  const dump = await Promise.all(tables.map(table => portal.knex(table)));
  expect(JSON.stringify([dump, portal.heard])).not.toContain(
    body.credentials.password,
  );
});

it('keeps an instance whose service is gone from the catalogue, and tears it down', async () => {
  const jana = portal.as('jana.brandt');
  const wish = (name: string) => ({
    ...testEnvironment({ name }),
    type: 'create-instance',
    blueprintRef: undefined,
    serviceRef: 'cloudservice:default/sandbox-postgresql',
    configuration: { plan: 'small' },
  });
  const { instanceId } = await jana.order(wish('bereaved'));
  const asked = await jana.post(`/instances/${instanceId}/bindings`, {});
  await jana.waitForBinding(asked.body.id, 'ready');

  broker.faults.set([
    {
      operation: 'catalog',
      behaviour: { kind: 'status', status: 200, body: { services: [] } },
    },
  ]);
  await catalogService.removeEntityByUid('sandbox-postgresql', {
    credentials: mockCredentials.service(),
  });
  const { body: instance } = await jana.get(`/instances/${instanceId}`);
  expect(instance).toMatchObject({
    state: 'ready',
    serviceGone: true,
    serviceTitle: expect.any(String),
    planTitle: expect.any(String),
    permissions: { terminate: true },
  });
  const listed = await jana.get('/instances');
  expect(listed.body.items).toContainEqual(
    expect.objectContaining({ id: instanceId, serviceGone: true }),
  );
  const refused = await jana.post('/orders', wish('too-late'));
  expect(refused.status).toBe(404);

  const torn = await jana.order({ type: 'terminate-instance', instanceId });
  expect(torn.state).toBe('succeeded');
  const { instances, bindings, real } = await broker.state();
  expect(instances.filter(({ state }) => state !== 'deleted')).toEqual([]);
  expect(bindings.filter(({ state }) => state !== 'deleted')).toEqual([]);
  expect(real).toMatchObject({ databases: [], roles: [] });
});
