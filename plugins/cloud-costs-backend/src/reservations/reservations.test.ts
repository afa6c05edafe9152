import { TestDatabases } from '@backstage/backend-test-utils';
import type { Budget } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { seedPrices } from '../__testUtils__/seedPrices';
import { startPortal } from '../__testUtils__/startPortal';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const KFZ = 'group:default/kraftfahrtamt';
const SYSTEM = 'system:default/kfz-portal';
const PLUGIN = 'plugin:cloud-services';
const COSTS = {
  serviceRef: 'cloudservice:default/sandbox-postgresql',
  plan: 'small',
};
const PARTIES = {
  payerRef: KFZ,
  customerRef: KFZ,
  ownerRef: 'group:default/team-kfz-portal',
  softwareProviderRef: 'group:default/softwerk-nord',
  systemRef: SYSTEM,
  stage: 'test',
};
/** 5 once and 10 for the month, less the agency's tenth. */
const FEES = 13_500_000n;
/** 100 GB at 0.1 for the hours that are left of the month. */
const WITH_USAGE = { ...COSTS, quantityOf: { storage: '100' } };

describe.each(databases.eachSupportedId())('reservations on %s', databaseId => {
  let portal: TestPortal;
  let events = 0;

  const setBudget = async (wanted: object): Promise<Budget> => {
    const { body } = await portal.as('miriam.vogt').post('/budgets', {
      name: 'kfz',
      scope: { type: 'organisation', ref: KFZ },
      period: 'month',
      amount: '100000000',
      currency: 'EUR',
      refusesOrders: true,
      ...wanted,
    });
    return body;
  };
  const standing = async ({ id }: Budget) => {
    const { body } = await portal.as('miriam.vogt').get(`/budgets/${id}`);
    return {
      reserved: BigInt(body.reserved),
      expected: BigInt(body.forecast.expected),
    };
  };
  const reserve = (orderId: string, wanted: object = { items: [COSTS] }) =>
    portal
      .as(PLUGIN)
      .put(`/reservations/${orderId}`, { ...PARTIES, ...wanted });
  const release = (orderId: string) =>
    portal.as(PLUGIN).delete(`/reservations/${orderId}`);

  const happened = async (
    kind: string,
    instance: string,
    data: { orderId: string; plan?: string },
  ) => {
    events += 1;
    const { body } = await portal.as(PLUGIN).post('/usage-events', {
      specversion: '1.0',
      id: `event-${events}`,
      source: '/elsewhere',
      type: `dev.dualcloud.instance.${kind}.v1`,
      subject: instance,
      time: new Date().toISOString(),
      data: { ...COSTS, ...PARTIES, instanceName: instance, ...data },
    });
    expect(body).toMatchObject({ stored: 1, refused: [] });
  };

  beforeEach(async () => {
    portal = await startPortal({ databases, databaseId });
    await seedPrices(portal.knex);
  });
  afterEach(() => portal.stop());

  it('never let orders at once take more than there is', async () => {
    const budget = await setBudget({ amount: '85000000' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => reserve(`o${index}`)),
    );
    const taken = answers.filter(({ status }) => status === 200);
    expect(taken).toHaveLength(6);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.error).toMatchObject({
      code: 'breaks-budget',
      message: expect.stringMatching(
        /budget "kfz".* 4 EUR left.* cost 13.5 EUR/,
      ),
      budget: {
        id: budget.id,
        name: 'kfz',
        ownerRef: KFZ,
        currency: 'EUR',
        amount: '85000000',
        left: '4000000',
        cost: String(FEES),
        until: budget.periodEnd,
      },
    });

    const { orderId } = taken[0].body;
    expect((await reserve(orderId)).status).toBe(200);
    expect((await reserve('another')).status).toBe(409);
    expect((await release(orderId)).status).toBe(204);
    expect((await release(orderId)).status).toBe(204);
    expect((await reserve('another')).status).toBe(200);
    const byPerson = portal.as('miriam.vogt').put('/reservations/x', {
      items: [COSTS],
      ...PARTIES,
    });
    expect((await byPerson).status).toBe(403);
  });

  it('let nobody hold up orders that are none of their business', async () => {
    await portal.as('anna.wald').post('/budgets', {
      name: 'not hers',
      scope: { type: 'system', ref: SYSTEM },
      period: 'month',
      amount: '1',
      currency: 'EUR',
      refusesOrders: true,
    });
    const { body } = await reserve('o');
    expect(body).toMatchObject({ orderId: 'o', budgets: [] });
  });

  it('count fees once: set aside until the instance is there, expected from then on', async () => {
    const budget = await setBudget({});
    await reserve('o', { items: [WITH_USAGE, WITH_USAGE] });
    const before = await standing(budget);
    const usage = before.reserved - 2n * FEES;
    expect(usage).toBeGreaterThan(0n);
    expect(before.expected).toBe(0n);

    await happened('provisioned', 'db-1', { orderId: 'o' });
    expect(await standing(budget)).toEqual({
      reserved: usage + FEES,
      expected: FEES,
    });
    // Of its usage the forecast knows nothing yet.
    await happened('provisioned', 'db-2', { orderId: 'o' });
    await happened('attribution-changed', 'db-1', { orderId: 'o' });
    expect(await standing(budget)).toEqual({
      reserved: usage,
      expected: 2n * FEES,
    });
    await happened('torn-down', 'db-1', { orderId: 'teardown' });
    expect((await standing(budget)).reserved).toBe(usage / 2n);
    await release('o');
    expect((await standing(budget)).reserved).toBe(0n);
  });

  it('settle a plan change with the instance that it is about', async () => {
    const budget = await setBudget({});
    const [changing, other] = ['db-1', 'db-2'];
    await happened('provisioned', changing, { orderId: 'o' });
    await happened('provisioned', other, { orderId: 'o' });
    const large = (instanceId: string) => ({
      ...COSTS,
      plan: 'large',
      instanceId,
    });
    const { body } = await reserve('change', {
      items: [large(changing), large(other)],
      current: { items: [COSTS, COSTS] },
    });
    const difference = BigInt(body.budgets[0].reserved) / 2n;
    const before = await standing(budget);
    expect(before.reserved).toBe(2n * difference);
    const data = { orderId: 'change', plan: 'large' };
    await happened('plan-changed', other, data);
    expect((await standing(budget)).reserved).toBe(difference);
    await happened('plan-changed', changing, data);
    expect((await standing(budget)).reserved).toBe(0n);
  });

  it('are checked against what is there now, while instances come to be', async () => {
    await setBudget({ amount: String(3n * FEES) });
    const orders = Array.from({ length: 12 }, (_, index) => `o${index}`);
    const answers = await Promise.all(
      orders.map(async orderId => {
        const { status } = await reserve(orderId);
        if (status === 200) {
          await happened('provisioned', `db-${orderId}`, { orderId });
        }
        return status;
      }),
    );
    expect(answers.filter(status => status === 200)).toHaveLength(3);
    expect(answers.filter(status => status === 409)).toHaveLength(9);
  });

  it('end by themselves', async () => {
    const budget = await setBudget({ amount: String(FEES) });
    await reserve('forgotten');
    expect((await reserve('o')).status).toBe(409);
    await portal
      .knex('reservations')
      .where('order_id', 'forgotten')
      .update({ expires_at: Date.now() - 1 });
    expect((await standing(budget)).reserved).toBe(0n);
    expect((await reserve('o')).status).toBe(200);
  });
});
