import {
  createSandboxBroker,
  type SandboxBroker,
} from '../createSandboxBroker';
import { OsbClient } from '../__testUtils__/OsbClient';
import type { Catalog } from '../osb/catalog';

let broker: SandboxBroker;
let osb: OsbClient;
const place = { organization_guid: 'org', space_guid: 'space' };

beforeAll(async () => {
  broker = await createSandboxBroker({
    services: [
      'network',
      'linux-server',
      'application-server',
      'microsoft-sql',
      'microsoft-sql-2019',
      'kubernetes-namespace',
    ],
    latencyMs: 60,
    // Nobody has it: simulated on every machine.
    linuxImage: 'localhost/absent',
    admin: true,
  });
  osb = new OsbClient(broker);
});

afterAll(async () => {
  await broker.stop();
});

beforeEach(() => broker.faults.clear());

let counter = 0;
const fresh = () => `/v2/service_instances/instance-${++counter}`;
const async = (path: string) => `${path}?accepts_incomplete=true`;

describe('headers', () => {
  it.each([
    [undefined, 412],
    ['1.0', 412],
    ['2.12', 412],
    ['3.0', 412],
    ['two', 412],
    ['2.13', 200],
    ['2.17', 200],
    ['2.99', 200],
  ])('answers version %s with %s', async (version, status) => {
    const answer = await osb.call('GET', '/v2/catalog', undefined, {
      'X-Broker-API-Version': version,
    });
    expect(answer.status).toBe(status);
  });

  it.each([
    undefined,
    'Basic',
    'Basic !!!',
    `Basic ${Buffer.from('sandbox:wrong').toString('base64')}`,
    `Bearer ${Buffer.from('sandbox:wrong').toString('base64')}`,
  ])('refuses the authorization %s', async authorization => {
    for (const path of ['/v2/catalog', '/admin/state', '/nothing']) {
      const answer = await osb.call('GET', path, undefined, {
        Authorization: authorization,
      });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('WWW-Authenticate')).toMatch(/^Basic/);
      expect(answer.body).toEqual({
        error: 'Unauthorized',
        description: expect.any(String),
      });
    }
  });

  it('echoes the request identity and accepts an originating identity', async () => {
    const answer = await osb.call('GET', '/v2/catalog', undefined, {
      'X-Broker-API-Request-Identity': 'e26cee84-6b38-4456-b34e-d1a9f002c956',
      'X-Broker-API-Originating-Identity': `backstage ${Buffer.from(
        '{"user":"user:default/erika"}',
      ).toString('base64')}`,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('X-Broker-API-Request-Identity')).toBe(
      'e26cee84-6b38-4456-b34e-d1a9f002c956',
    );
    const malformed = await osb.call('GET', '/v2/catalog', undefined, {
      'X-Broker-API-Originating-Identity': 'backstage {}',
    });
    expect(malformed.status).toBe(400);
  });

  it('is healthy without authentication, and closes /admin unless asked', async () => {
    expect((await fetch(`${broker.url}/healthz`)).status).toBe(200);
    const closed = await createSandboxBroker({ services: ['network'] });
    const answer = await new OsbClient(closed).call('GET', '/admin/state');
    expect(answer.status).toBe(404);
    await closed.stop();
  });
});

describe('catalogue', () => {
  it('has all that the specification and the portal want, and says what is simulated', async () => {
    const { services } = (await osb.call('GET', '/v2/catalog'))
      .body as unknown as Catalog;
    const ids = services.flatMap(({ id, plans }) => [
      id,
      ...plans.map(plan => plan.id),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const service of services) {
      expect(service).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: expect.stringMatching(/^[a-z0-9-]+$/),
        description: expect.stringContaining('Simulated'),
        bindable: true,
        instances_retrievable: true,
        bindings_retrievable: true,
        metadata: {
          displayName: expect.stringContaining('simulated'),
          dualcloud: {
            simulated: true,
            titles: { de: expect.stringContaining('simuliert') },
          },
        },
      });
      for (const plan of service.plans) {
        expect(plan).toMatchObject({
          id: expect.stringMatching(/^[0-9a-f-]{36}$/),
          maximum_polling_duration: expect.any(Number),
          maintenance_info: {
            version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
          },
          metadata: {
            costs: [{ amount: { eur: expect.any(Number) }, unit: 'MONTHLY' }],
          },
        });
        const { properties } = plan.schemas.service_instance.create
          .parameters as {
          properties: Record<string, Record<string, unknown>>;
        };
        for (const property of Object.values(properties)) {
          expect(property['x-titles']).toMatchObject({
            en: property.title,
            de: expect.any(String),
          });
        }
      }
    }
    const old = services.find(({ name }) => name === 'microsoft-sql-2019');
    expect(old?.metadata.dualcloud).toMatchObject({
      lifecycle: 'deprecated',
      successor: 'microsoft-sql',
      validUntil: '2027-06-30',
    });
  });
});

describe('life of an instance', () => {
  it.each([
    'network',
    'linux-server',
    'application-server',
    'microsoft-sql',
    'microsoft-sql-2019',
    'kubernetes-namespace',
  ])('of %s, from provisioning to nothing', async service => {
    const instance = await osb.provision(service);
    const { credentials } = await osb.bind(instance);
    expect(credentials).toMatchObject({ simulated: true });
    const second = `${instance.path}/service_bindings/async-${service}`;
    const accepted = await osb.call('PUT', async(second), instance.ids);
    expect(accepted.status).toBe(202);
    expect((await osb.ended(second)).body.state).toBe('succeeded');
    const fetched = await osb.call('GET', second);
    expect(fetched.body.credentials).toMatchObject({ simulated: true });

    expect((await osb.remove(instance, second)).status).toBe(202);
    expect((await osb.ended(second)).status).toBe(410);
    expect((await osb.call('GET', second)).status).toBe(404);
    expect((await osb.remove(instance, second)).status).toBe(410);

    const other = await osb.ids(service);
    await osb.deprovision(instance);
    expect((await osb.call('GET', instance.path)).status).toBe(404);
    expect((await osb.remove(instance, instance.path)).status).toBe(410);
    expect(other.service_id).toBe(instance.ids.service_id);
    const state = await osb.call('GET', '/admin/state');
    expect(state.body).toMatchObject({ instances: [], bindings: [] });
  });

  it('tells progress and when to ask again', async () => {
    const path = fresh();
    const ids = await osb.ids('network');
    const put = await osb.call('PUT', async(path), { ...ids, ...place });
    expect(put.headers.get('Retry-After')).toBe('1');
    const poll = await osb.call(
      'GET',
      `${path}/last_operation?operation=${put.body.operation}`,
    );
    expect(poll.status).toBe(200);
    expect(poll.headers.get('Retry-After')).toBe('1');
    expect(poll.body).toEqual({
      state: 'in progress',
      description: expect.stringMatching(/^Simulated: /),
    });
    await osb.ended(path);
    const other = await osb.call(
      'GET',
      `${path}/last_operation?operation=unknown`,
    );
    expect(other.status).toBe(400);
  });
});

describe('idempotency', () => {
  it('answers every repetition as the specification has it', async () => {
    const path = fresh();
    const ids = await osb.ids('network', 'standard');
    const other = await osb.ids('network', 'isolated');
    const body = { ...ids, ...place, parameters: { zone: 'dmz' } };

    const first = await osb.call('PUT', async(path), body);
    const again = await osb.call('PUT', async(path), body);
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body.operation).toBe(first.body.operation);
    const different = { ...body, parameters: { zone: 'internal' } };
    expect((await osb.call('PUT', async(path), different)).status).toBe(409);
    expect((await osb.call('GET', path)).status).toBe(404);

    const busy = await osb.remove({ id: '', path, ids }, path);
    expect([busy.status, busy.body.error]).toEqual([422, 'ConcurrencyError']);
    const binding = `${path}/service_bindings/idempotent`;
    const early = await osb.call('PUT', binding, ids);
    expect([early.status, early.body.error]).toEqual([422, 'ConcurrencyError']);

    await osb.ended(path);
    expect((await osb.call('PUT', path, body)).status).toBe(200);
    expect((await osb.call('PUT', path, { ...body, ...other })).status).toBe(
      409,
    );
    expect(
      (await osb.call('PUT', path, { ...body, space_guid: 'x' })).status,
    ).toBe(409);

    const change = { service_id: ids.service_id, plan_id: other.plan_id };
    expect((await osb.call('PATCH', path, change)).body.error).toBe(
      'AsyncRequired',
    );
    const patched = await osb.call('PATCH', async(path), change);
    const repatched = await osb.call('PATCH', async(path), change);
    expect([patched.status, repatched.status]).toEqual([202, 202]);
    expect(repatched.body.operation).toBe(patched.body.operation);
    const crossing = await osb.call('PATCH', async(path), {
      service_id: ids.service_id,
    });
    expect([crossing.status, crossing.body.error]).toEqual([
      422,
      'ConcurrencyError',
    ]);
    expect((await osb.call('GET', path)).body.error).toBe('ConcurrencyError');
    await osb.ended(path);
    expect((await osb.call('PATCH', async(path), change)).status).toBe(200);
    expect((await osb.call('GET', path)).body).toMatchObject({
      plan_id: other.plan_id,
      parameters: { zone: 'dmz' },
    });

    const bound = await osb.call('PUT', binding, other);
    const rebound = await osb.call('PUT', binding, other);
    expect([bound.status, rebound.status]).toEqual([201, 200]);
    expect(rebound.body).toEqual(bound.body);
    const conflicting = { ...other, bind_resource: { app_guid: 'app' } };
    expect((await osb.call('PUT', binding, conflicting)).status).toBe(409);
    const rotated = await osb.call('PUT', `${binding}-2`, {
      ...other,
      predecessor_binding_id: 'idempotent',
    });
    expect(rotated.status).toBe(201);
    expect(rotated.body.credentials).not.toEqual(bound.body.credentials);

    const foreign = await osb.ids('microsoft-sql');
    const wrong = await osb.remove({ id: '', path, ids: foreign }, path);
    expect(wrong.status).toBe(400);
    const removal = { id: '', path, ids: other };
    const gone = await osb.remove(removal, path);
    const goneAgain = await osb.remove(removal, path);
    expect([gone.status, goneAgain.status]).toEqual([202, 202]);
    expect(goneAgain.body.operation).toBe(gone.body.operation);
    expect((await osb.call('PUT', async(path), body)).body.error).toBe(
      'ConcurrencyError',
    );
    expect((await osb.ended(path)).status).toBe(410);
    expect((await osb.call('GET', binding)).status).toBe(404);
    expect((await osb.call('PUT', async(path), body)).status).toBe(202);
    await osb.ended(path);
  });

  it('starts once when the same request comes a hundred times at once', async () => {
    const path = fresh();
    const body = { ...(await osb.ids('network')), ...place };
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => osb.call('PUT', async(path), body)),
    );
    const accepted = answers.filter(({ status }) => status === 202);
    // Those that come after it is done hear 200.
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(
      100 - accepted.length,
    );
    expect(
      new Set(accepted.map(({ body: { operation } }) => operation)).size,
    ).toBe(1);
    await osb.ended(path);
  });
});

describe('bad requests', () => {
  it.each([
    ['service_id is missing', { service_id: undefined }],
    ['organization_guid is missing', { organization_guid: undefined }],
    ['space_guid must NOT have fewer than 1 characters', { space_guid: '' }],
    ['service_id "x" is not in the catalogue', { service_id: 'x' }],
    ['plan_id "x" is not a plan', { plan_id: 'x' }],
    [
      'parameters.zone must be one of "internal", "dmz"',
      { parameters: { zone: 'moon' } },
    ],
    ['parameters.colour is not known', { parameters: { colour: 1 } }],
    ['parameters must be object', { parameters: [] }],
  ])('says: %s', async (description, change) => {
    const path = fresh();
    const answer = await osb.call('PUT', async(path), {
      ...(await osb.ids('network')),
      ...place,
      ...change,
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: 'BadRequest',
      description: expect.stringContaining(description),
    });
    expect((await osb.call('GET', `${path}/last_operation`)).status).toBe(404);
  });

  it('names every other fault', async () => {
    const path = fresh();
    const ids = await osb.ids('network');
    const body = { ...ids, ...place };
    const asyncless = await osb.call('PUT', path, body);
    expect([asyncless.status, asyncless.body.error]).toEqual([
      422,
      'AsyncRequired',
    ]);
    const stale = await osb.call('PUT', async(path), {
      ...body,
      maintenance_info: { version: '0.0.1' },
    });
    expect([stale.status, stale.body.error]).toEqual([
      422,
      'MaintenanceInfoConflict',
    ]);
    expect((await osb.call('PUT', async(path), '{"a":')).status).toBe(400);
    expect((await osb.call('PUT', async(path), '[]')).status).toBe(400);
    const large = await osb.call('PUT', async(path), {
      ...body,
      context: { text: 'x'.repeat(70_000) },
    });
    expect(large.status).toBe(413);
    const query = await osb.call('PUT', `${path}?accepts_incomplete=1`, body);
    expect(query.status).toBe(400);
    const noIds = await osb.call('DELETE', async(path));
    expect(noIds.status).toBe(400);
    const long = `/v2/service_instances/${'x'.repeat(300)}`;
    expect((await osb.call('GET', long)).status).toBe(400);
    const unknown = { service_id: ids.service_id };
    expect((await osb.call('PATCH', async(path), unknown)).status).toBe(404);
    const binding = `${path}/service_bindings/b`;
    expect((await osb.call('PUT', binding, ids)).status).toBe(404);
  });
});
