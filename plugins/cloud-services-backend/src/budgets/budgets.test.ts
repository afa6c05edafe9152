import { TestDatabases } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  inDays,
  type Portal,
  startPortal,
  testEnvironment,
  waitFor,
} from '../__testUtils__/startPortal';
import { broken } from '../provisioning/__testUtils__/ScriptedDriver';
import { FakeCloudCosts } from './__testUtils__/FakeCloudCosts';

jest.setTimeout(90_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const SERVICE = 'cloudservice:default/sandbox-postgresql';
const INSTANCE = {
  type: 'create-instance',
  serviceRef: SERVICE,
  configuration: { plan: 'small' },
  stage: 'test',
  systemRef: 'system:default/kfz-portal',
  ownerRef: 'group:default/team-kfz-portal',
  expiresAt: inDays(20),
};
const PARTIES = {
  payerRef: 'group:default/kraftfahrtamt',
  customerRef: 'group:default/kraftfahrtamt',
  softwareProviderRef: 'group:default/softwerk-nord',
  ownerRef: 'group:default/team-kfz-portal',
  systemRef: 'system:default/kfz-portal',
  stage: 'test',
};
const STORED = ['orders', 'environments', 'instances', 'idempotency_keys'];

let costs: FakeCloudCosts;
let portal: Portal;

const start = async (
  databaseId: Parameters<typeof databases.init>[0],
  budgets: JsonObject = {},
) => {
  portal = await startPortal({
    databases,
    databaseId,
    config: { budgets: { timeoutSeconds: 3, ...budgets } },
    features: [costs.feature()],
  });
};
const stored = async () =>
  Object.fromEntries(
    await Promise.all(
      STORED.map(async table => {
        const [{ count }] = await portal.knex(table).count({ count: '*' });
        return [table, Number(count)];
      }),
    ),
  );

beforeEach(async () => {
  costs = await FakeCloudCosts.start();
});
afterEach(async () => {
  await portal.stop();
  await costs.down();
});

describe.each(databases.eachSupportedId())('orders on %s', databaseId => {
  beforeEach(() => start(databaseId));

  it('set aside what they add, for the parties of the commission', async () => {
    const jana = portal.as('jana.brandt');
    const made = await jana.order(testEnvironment());
    expect(costs.reservations.get(made.id)).toEqual({
      ...PARTIES,
      items: [
        { name: 'database', serviceRef: SERVICE, plan: 'small' },
        { name: 'application', serviceRef: SERVICE, plan: 'small' },
      ],
      until: `${inDays(20)}T23:59:59.999Z`,
    });
    const { environmentId } = made;
    const changed = await jana.order({
      type: 'update-environment',
      environmentId,
      components: {
        database: { plan: 'large' },
        application: { parameters: { storageGb: 7 } },
      },
    });
    const item = {
      name: 'database',
      serviceRef: SERVICE,
      plan: 'large',
      instanceId: expect.any(String),
    };
    const end = { until: `${inDays(20)}T23:59:59.999Z` };
    expect(costs.reservations.get(changed.id)).toEqual({
      ...PARTIES,
      environmentId,
      items: [item],
      ...end,
      current: { items: [{ ...item, plan: 'small' }], ...end },
    });
    const extended = await jana.order({
      type: 'extend-environment',
      environmentId,
      expiresAt: inDays(40),
    });
    expect(costs.reservations.get(extended.id)).toMatchObject({
      environmentId,
      items: [{ plan: 'large' }, { plan: 'small' }],
      until: `${inDays(40)}T23:59:59.999Z`,
      current: { items: [{ plan: 'large' }, { plan: 'small' }], ...end },
    });
    costs.asked.length = 0;
    await jana.order({
      type: 'update-environment',
      environmentId,
      components: { application: { parameters: { storageGb: 8 } } },
    });
    await jana.order({ type: 'terminate-environment', environmentId });
    expect(costs.asked).toEqual([]);
  });

  it('are refused if they would break a budget, in words for those who may know more or less', async () => {
    costs.room = 1;
    const before = await stored();
    const wish = testEnvironment({ name: 'too-much' });
    const refused = await portal.as('jana.brandt').post('/orders', wish);
    expect(refused.status).toBe(409);
    expect(refused.body.error).toMatchObject({
      name: 'ConflictError',
      code: 'over-budget',
      params: { budget: 'KFZ 2027', owner: 'kraftfahrtamt' },
      message: expect.stringMatching(
        /"KFZ 2027".* ask group:default\/kraftfahrtamt to raise/,
      ),
    });
    expect(JSON.stringify(refused.body)).not.toMatch(/EUR|000000/);

    const head = { ...wish, ownerRef: 'group:default/kraftfahrtamt' };
    const told = await portal.as('miriam.vogt').post('/orders', head);
    expect(told.status).toBe(409);
    expect(told.body.error).toMatchObject({
      code: 'over-budget-by-amount',
      params: { left: '1000000', cost: '2000000', currency: 'EUR' },
      message: expect.stringMatching(
        /of 1 EUR until 2027-12-31 there are 1 EUR left, .* cost 2 EUR/,
      ),
    });
    expect(await stored()).toEqual(before);
    expect(costs.reservations.size).toBe(0);
    expect(portal.driver.count('provision')).toBe(0);

    const preview = async (person: string, body: object) =>
      (await portal.as(person).post('/orders/preview', body)).body.warnings;
    expect(await preview('jana.brandt', wish)).toEqual([]);
    expect(await preview('miriam.vogt', head)).toEqual([
      {
        code: 'budget-refuses',
        params: { budget: 'KFZ 2027', left: '1000000', currency: 'EUR' },
        message: expect.stringContaining('1 EUR are left'),
      },
    ]);
    costs.room = 2;
    expect(await preview('miriam.vogt', head)).toEqual([]);
    await portal.as('jana.brandt').order(wish);
  });

  it('give back what they do not need', async () => {
    const jana = portal.as('jana.brandt');
    const { id } = await jana.order({ ...INSTANCE, name: 'db' });
    const taken = await jana.post('/orders', { ...INSTANCE, name: 'db' });
    expect(taken.body.error.code).toBe('name-taken');
    expect([...costs.reservations.keys()]).toEqual([id]);

    // One of two fails, the other one is there.
    portal.driver.next('provision', { status: 'done' }, broken('refused'));
    const failed = await jana.order(testEnvironment());
    expect(failed).toMatchObject({ state: 'failed', canRetry: true });
    await waitFor(async () =>
      costs.reservations.has(failed.id) ? undefined : true,
    );

    costs.room = 1;
    const retry = `/orders/${failed.id}/retry`;
    const refused = await jana.post(retry);
    expect(refused.body.error.code).toBe('over-budget');
    expect((await jana.get(`/orders/${failed.id}`)).body.state).toBe('failed');
    costs.room = 2;
    expect((await jana.post(retry)).status).toBe(202);
    expect(await jana.waitForOrder(failed.id)).toMatchObject({
      state: 'succeeded',
    });
    expect(costs.reservations.get(failed.id)?.items).toEqual([
      expect.objectContaining({ name: 'application' }),
    ]);
    // Somebody who comes too late takes nothing away.
    expect((await jana.post(retry)).status).toBe(409);
    expect(costs.reservations.has(failed.id)).toBe(true);
  });

  it('are refused while cloud costs does not answer, and can be repeated', async () => {
    const jana = portal.as('jana.brandt');
    const before = await stored();
    const wish = testEnvironment();
    const key = 'the-same-key-again';
    const expectUnknown = async () => {
      const answer = await jana.post('/orders', wish, key);
      expect(answer.status).toBe(503);
      expect(answer.body.error).toMatchObject({
        code: 'budget-unknown',
        message: expect.stringContaining('nothing was ordered'),
      });
      expect(await stored()).toEqual(before);
    };
    costs.behaves = 'as silent';
    await expectUnknown();
    costs.behaves = 'as failing';
    await expectUnknown();
    expect((await jana.post('/orders/preview', wish)).status).toBe(200);
    await costs.down();
    await expectUnknown();

    costs.behaves = 'well';
    await costs.up();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => jana.post('/orders', wish, key)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([202]),
    );
    const ids = new Set(answers.map(({ body }) => body.id));
    expect([...costs.reservations.keys()]).toEqual([...ids]);
    expect(ids.size).toBe(1);

    // The key is forgotten one day; what it was used for is not.
    await portal.knex('idempotency_keys').delete();
    const late = await jana.post('/orders', wish, key);
    expect(late.status).toBe(422);
    expect(late.body.error.message).toContain([...ids][0]);
  });
});

it('are taken where cloud costs is not installed, unless it has to be', async () => {
  costs.behaves = 'as missing';
  await start('SQLITE_3');
  await portal.as('jana.brandt').order(testEnvironment());
  expect(costs.asked).toHaveLength(1);
  await portal.stop();

  await start('SQLITE_3', { check: 'always' });
  const jana = portal.as('jana.brandt');
  expect((await jana.post('/orders', testEnvironment())).status).toBe(503);
  await portal.stop();

  costs.asked.length = 0;
  await start('SQLITE_3', { check: 'never' });
  await portal.as('jana.brandt').order(testEnvironment());
  expect(costs.asked).toEqual([]);
});

it('names a setting that is none', async () => {
  await start('SQLITE_3');
  await expect(start('SQLITE_3', { check: 'sometimes' })).rejects.toThrow(
    'cloudServices.budgets.check must be one of always, whenInstalled, never',
  );
});
