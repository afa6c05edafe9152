import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  inDays,
  type Portal,
  startPortal,
  testEnvironment,
} from '../__testUtils__/startPortal';
import { nordmark, service } from '../__testUtils__/nordmark';

jest.setTimeout(90_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const instanceOrder = (overrides: object = {}) => ({
  type: 'create-instance',
  serviceRef: 'cloudservice:default/sandbox-postgresql',
  configuration: { plan: 'small' },
  name: `db-${randomUUID().slice(0, 8)}`,
  stage: 'test',
  systemRef: 'system:default/kfz-portal',
  ownerRef: 'group:default/team-kfz-portal',
  expiresAt: inDays(10),
  ...overrides,
});

const database = (parameters: object) => ({
  components: { database: { parameters } },
});

/** What is refused, with the status and the field or words that say why. */
const REFUSALS: Array<[string, string, object, number, string]> = [
  [
    'a missing field',
    'jana.brandt',
    { type: 'create-environment' },
    400,
    'blueprintRef',
  ],
  [
    'a field of another type of order',
    'jana.brandt',
    testEnvironment({ instanceId: 'x' }),
    400,
    'instanceId',
  ],
  [
    'a field that nobody knows',
    'jana.brandt',
    testEnvironment({ nonsense: 1 }),
    400,
    'nonsense',
  ],
  [
    'a name that is no label',
    'jana.brandt',
    testEnvironment({ name: 'Über Uns' }),
    400,
    'name',
  ],
  [
    'an unknown blueprint',
    'jana.brandt',
    testEnvironment({ blueprintRef: 'environmentblueprint:default/new' }),
    404,
    'try again in a moment',
  ],
  [
    'an unknown service',
    'jana.brandt',
    instanceOrder({ serviceRef: 'cloudservice:default/new' }),
    404,
    'try again in a moment',
  ],
  [
    'something that is no service',
    'jana.brandt',
    instanceOrder({ serviceRef: 'group:default/landes-it' }),
    400,
    'serviceRef',
  ],
  [
    'an individual service',
    'jana.brandt',
    instanceOrder({ serviceRef: 'cloudservice:default/fachverfahren' }),
    409,
    'mailto:anfragen@landes-it.example',
  ],
  [
    'a service whose time is over',
    'jana.brandt',
    instanceOrder({ serviceRef: 'cloudservice:default/old-database' }),
    400,
    'sandbox-postgresql',
  ],
  [
    'an unknown plan',
    'jana.brandt',
    instanceOrder({ configuration: { plan: 'huge' } }),
    400,
    'configuration.plan',
  ],
  [
    'no plan at all',
    'jana.brandt',
    instanceOrder({ configuration: {} }),
    400,
    'configuration.plan',
  ],
  [
    'a plan that the blueprint does not offer',
    'jana.brandt',
    testEnvironment({ components: { application: { plan: 'nope' } } }),
    400,
    'components.application.plan',
  ],
  [
    'a parameter outside its schema',
    'jana.brandt',
    testEnvironment(database({ storageGb: 1000 })),
    400,
    'components.database.parameters.storageGb',
  ],
  [
    'a parameter that the plan does not have',
    'jana.brandt',
    testEnvironment(database({ superuser: true })),
    400,
    'components.database.parameters.superuser',
  ],
  [
    'a parameter that the blueprint fixes',
    'jana.brandt',
    testEnvironment(database({ note: 'a' })),
    400,
    'components.database.parameters.note',
  ],
  [
    'an unknown component',
    'jana.brandt',
    testEnvironment({ components: { cache: {} } }),
    400,
    'components.cache',
  ],
  [
    'a blueprint whose components depend on each other in a circle',
    'jana.brandt',
    testEnvironment({ blueprintRef: 'environmentblueprint:default/circle' }),
    409,
    'circle',
  ],
  [
    'a stage that the blueprint does not allow',
    'selin.aydin',
    testEnvironment({ stage: 'production', expiresAt: undefined }),
    400,
    'stage',
  ],
  [
    'a pattern that would never end',
    'jana.brandt',
    instanceOrder({
      configuration: {
        plan: 'small',
        parameters: { note: `${'a'.repeat(40)}!` },
      },
    }),
    400,
    'takes too long',
  ],
  [
    'no end date',
    'jana.brandt',
    testEnvironment({ expiresAt: undefined }),
    400,
    'expiresAt',
  ],
  [
    'an end in the past',
    'jana.brandt',
    testEnvironment({ expiresAt: inDays(-1) }),
    400,
    'expiresAt',
  ],
  [
    'an end too far ahead',
    'jana.brandt',
    testEnvironment({ expiresAt: inDays(91) }),
    400,
    '90 days',
  ],
  [
    'an end that is no date',
    'jana.brandt',
    testEnvironment({ expiresAt: '2027-02-31' }),
    400,
    'expiresAt',
  ],
  [
    'an end date in production',
    'selin.aydin',
    instanceOrder({ stage: 'production', configuration: { plan: 'large' } }),
    400,
    'expiresAt',
  ],
  [
    'production by a software provider',
    'jana.brandt',
    instanceOrder({
      stage: 'production',
      configuration: { plan: 'large' },
      expiresAt: undefined,
    }),
    403,
    'platform engineers',
  ],
  [
    "somebody else's system",
    'uwe.fremd',
    testEnvironment({ ownerRef: 'group:default/datenwerft' }),
    403,
    'no commission',
  ],
  [
    'a commission that has ended',
    'jana.brandt',
    testEnvironment({ systemRef: 'system:default/altes-verfahren' }),
    403,
    '2021-12-31',
  ],
  [
    'an unknown system',
    'jana.brandt',
    testEnvironment({ systemRef: 'system:default/nope' }),
    404,
    'system',
  ],
  [
    "somebody else's group as owner",
    'jana.brandt',
    testEnvironment({ ownerRef: 'group:default/datenwerft' }),
    400,
    'ownerRef',
  ],
  [
    'a service manager, who runs no platform',
    'paul.richter',
    testEnvironment({ ownerRef: 'user:default/paul.richter' }),
    403,
    'no commission',
  ],
  [
    'a ref that is none',
    'jana.brandt',
    testEnvironment({ systemRef: '///' }),
    400,
    'systemRef',
  ],
  [
    'the character NUL',
    'jana.brandt',
    testEnvironment({ description: 'a\u0000b' }),
    400,
    'description: must not contain the character NUL',
  ],
];

describe.each(databases.eachSupportedId())('on %s', databaseId => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
  });
  afterAll(() => portal.stop());

  it.each(REFUSALS)(
    'refuses %s before anything is ordered',
    async (_, person, order, status, words) => {
      const answer = await portal.as(person).post('/orders', order);
      expect({ status: answer.status, body: answer.body }).toMatchObject({
        status,
        body: { error: {} },
      });
      const { message, details } = answer.body.error;
      expect(`${message} ${JSON.stringify(details ?? '')}`).toContain(words);
      expect(portal.driver.calls).toEqual([]);
      const preview = await portal.as(person).post('/orders/preview', order);
      expect(preview.status).toBe(status);
    },
  );

  it('says for what the caller may order', async () => {
    const options = async (person: string) =>
      (await portal.as(person).get('/order-options')).body;
    expect(await options('jana.brandt')).toMatchObject({
      maxLifetimeDays: 90,
      defaultLifetimeDays: 30,
      systems: [
        {
          systemRef: 'system:default/kfz-portal',
          commissionRef: 'commission:default/kfz',
          customerRef: 'group:default/kraftfahrtamt',
          stages: ['development', 'test'],
        },
      ],
      owners: expect.arrayContaining([
        { ref: 'group:default/team-kfz-portal', title: 'team-kfz-portal' },
      ]),
    });
    // The agency orders for its own systems, with or without a commission.
    const miriam = await options('miriam.vogt');
    expect(
      miriam.systems.map((system: { systemRef: string }) => system.systemRef),
    ).toEqual(['system:default/altes-verfahren', 'system:default/kfz-portal']);
    const selin = await options('selin.aydin');
    expect(selin.systems).toHaveLength(3);
    expect(selin.systems[0].stages).toContain('production');
    expect((await options('otto.niemand')).systems).toEqual([]);
  });

  it('carries out the same wish once, however often it is sent at once', async () => {
    const jana = portal.as('jana.brandt');
    const wish = testEnvironment();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => jana.post('/orders', wish, key)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([202]),
    );
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const orders = await portal
      .knex('orders')
      .where('target_name', wish.name)
      .select('id');
    expect(orders).toEqual([{ id: [...ids][0] }]);

    const other = await jana.post('/orders', { ...wish, name: 'other' }, key);
    expect(other.status).toBe(422);
    expect(other.body.error.message).toContain('Idempotency-Key');
    // Keys of different people do not meet.
    const tobias = await portal.as('tobias.lenz').post('/orders', wish, key);
    expect(tobias.status).toBe(409);
    await jana.waitForOrder([...ids][0]);
  });

  it('gives a name once in a system, also to two who ask at once', async () => {
    const jana = portal.as('jana.brandt');
    const wish = testEnvironment();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => jana.post('/orders', wish)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      202,
      ...Array(7).fill(409),
    ]);
    const conflict = answers.find(({ status }) => status === 409)!;
    expect(conflict.body.error.details[0].field).toBe('name');

    const made = answers.find(({ status }) => status === 202)!.body;
    await jana.waitForOrder(made.id);
    await jana.order({
      type: 'terminate-environment',
      environmentId: made.environmentId,
    });
    expect((await jana.order(wish)).state).toBe('succeeded');
  });

  it('has one order at a time for an environment, and names it', async () => {
    const jana = portal.as('jana.brandt');
    const made = await jana.order(testEnvironment());
    const { environmentId } = made;
    const teardown = { type: 'terminate-environment', environmentId };
    let release: (value: { status: 'done' }) => void = () => undefined;
    portal.driver.next(
      'deprovision',
      () =>
        new Promise(resolve => {
          release = resolve;
        }),
    );
    const first = await jana.post('/orders', teardown);
    expect(first.status).toBe(202);
    for (const second of [
      teardown,
      { type: 'extend-environment', environmentId, expiresAt: inDays(30) },
    ]) {
      const refused = await jana.post('/orders', second);
      expect(refused.status).toBe(409);
      expect(refused.body.error.message).toContain(first.body.id);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 200);
    });
    release({ status: 'done' });
    await jana.waitForOrder(first.body.id);
    const third = await jana.post('/orders', teardown);
    expect(third.status).toBe(409);
    expect(third.body.error.message).toContain('torn down already');
  });

  it('shows an agency what is done for it, and lets it touch nothing', async () => {
    const made = await portal.as('jana.brandt').order(testEnvironment());
    const miriam = portal.as('miriam.vogt');
    const path = `/environments/${made.environmentId}`;
    const { body } = await miriam.get(path);
    expect(body.permissions).toEqual({
      update: false,
      terminate: false,
      credentials: false,
    });
    const teardown = {
      type: 'terminate-environment',
      environmentId: made.environmentId,
    };
    expect((await miriam.post('/orders', teardown)).status).toBe(403);
    const bindings = `/instances/${made.steps[0].instanceId}/bindings`;
    expect((await miriam.post(bindings, {})).status).toBe(403);
    // Nor does the service manager get credentials; but he may tear down.
    const paul = portal.as('paul.richter');
    expect((await paul.post(bindings, {})).status).toBe(403);
    expect((await paul.post('/orders/preview', teardown)).status).toBe(200);
    // To others it does not exist.
    const uwe = portal.as('uwe.fremd');
    for (const answer of [
      await uwe.get(path),
      await uwe.get(`${path}/journal`),
      await uwe.get(`/orders/${made.id}`),
      await uwe.get(bindings),
      await uwe.post(bindings, {}),
      await uwe.post('/orders', teardown),
      await uwe.post(`/orders/${made.id}/retry`),
    ]) {
      expect(answer.status).toBe(404);
      expect(JSON.stringify(answer.body)).not.toContain('kfz');
    }
  });

  it('lists and pages what the caller may see, newest first', async () => {
    const jana = portal.as('jana.brandt');
    const { body: all } = await jana.get('/environments?limit=500');
    expect(all.totalItems).toBe(all.items.length);
    expect(all.items.length).toBeGreaterThan(2);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await jana.get(
        `/environments?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      expect(body.totalItems).toBe(all.totalItems);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all.items.map(({ id }: { id: string }) => id));

    const count = async (person: string, query: string) =>
      (await portal.as(person).get(`/environments${query}`)).body.totalItems;
    expect(await count('uwe.fremd', '')).toBe(0);
    expect(await count('miriam.vogt', '')).toBe(all.totalItems);
    expect(await count('miriam.vogt', '?scope=mine')).toBe(0);
    expect(await count('tobias.lenz', '?scope=mine')).toBe(all.totalItems);
    expect(await count('paul.richter', '')).toBe(all.totalItems);
    expect(await count('paul.richter', '?scope=organisation')).toBe(0);
    expect(await count('jana.brandt', '?text=%25')).toBe(0);
    expect(await count('jana.brandt', '?text=web%20app')).toBe(all.totalItems);
    const torn = await count('jana.brandt', '?includeTerminated=true');
    expect(torn).toBeGreaterThan(all.totalItems);
    const unknown = await jana.get('/environments?colour=red');
    expect(unknown.status).toBe(400);
    expect(unknown.body.error.details[0].field).toBe('colour');
    const forged = await jana.get('/environments?cursor=abc');
    expect(forged.status).toBe(400);
  });
});

it('treats a plan schema as hostile', async () => {
  const hostile = (schema: object) => ({
    plans: [
      {
        name: 'small',
        id: 'p',
        stages: ['test'],
        protectionLevel: 'normal',
        schemas: { create: schema },
      },
    ],
  });
  const bomb: Record<string, object> = { d40: { type: 'string' } };
  for (let level = 0; level < 40; level += 1) {
    const $ref = `#/definitions/d${level + 1}`;
    bomb[`d${level}`] = { allOf: [{ $ref }, { $ref }] };
  }
  const schemas: Record<string, object> = {
    remote: { $ref: 'https://evil.example/schema.json' },
    bomb: { definitions: bomb, $ref: '#/definitions/d0' },
    huge: { description: 'x'.repeat(300_000) },
    endless: { allOf: [{ $ref: '#' }] },
    broken: { type: 'nonsense' },
  };
  const portal = await startPortal({
    databases,
    databaseId: 'SQLITE_3',
    entities: [
      ...nordmark(),
      ...Object.entries(schemas).map(([name, schema]) =>
        service(name, hostile(schema) as never),
      ),
    ],
  });
  for (const name of Object.keys(schemas)) {
    const answer = await portal
      .as('jana.brandt')
      .post(
        '/orders',
        instanceOrder({ serviceRef: `cloudservice:default/${name}` }),
      );
    expect(answer.status).toBe(400);
    expect(answer.body.error.details[0].rule).toBe('schema');
  }
  await portal.stop();
});
