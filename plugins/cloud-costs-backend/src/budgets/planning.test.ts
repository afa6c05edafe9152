import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { seedPrices } from '../__testUtils__/seedPrices';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const KFZ = 'group:default/kraftfahrtamt';
const UMWELT = 'group:default/umweltamt';
const SERVICE = 'cloudservice:default/sandbox-postgresql';
const HEAD = 'miriam.vogt';
const COSTS = { serviceRef: SERVICE, plan: 'small' };

describe.each(databases.eachSupportedId())('planning on %s', databaseId => {
  let portal: TestPortal;
  let keys = 0;
  const send = async (
    person: string,
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ) => {
    keys += 1;
    const client = portal.as(person);
    const key = `planning-key-${keys}`;
    const sent = {
      get: () => client.get(path),
      delete: () => client.delete(path, key),
      post: () => client.post(path, body, key),
      put: () => client.put(path, body, key),
    };
    const answer = await sent[method]();
    return { status: answer.status, body: answer.body };
  };
  const budget = (wanted: object) => ({
    name: 'kfz',
    scope: { type: 'organisation', ref: KFZ },
    period: 'month',
    amount: '100000000',
    currency: 'EUR',
    ...wanted,
  });

  beforeEach(async () => {
    portal = await startPortal({ databases, databaseId });
    await seedPrices(portal.knex);
  });
  afterEach(() => portal.stop());

  it('quotes fees, usage, what a change costs and what has no price', async () => {
    const { status, body } = await send('otto.niemand', 'post', '/quotes', {
      items: [
        { ...COSTS, quantityOf: { storage: '50' } },
        { serviceRef: SERVICE, plan: 'huge' },
      ],
      from: '2026-11-15T12:00:00+01:00',
      until: '2026-12-31T23:00:00Z',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      currency: 'EUR',
      oneTime: '5000000',
      monthly: '15000000',
      unpriced: [`${SERVICE} huge`],
      budgets: [],
    });
    // 5 once, 10 for each month begun, 50 GB in December and 372 of November's 720 hours.
    expect(BigInt(body.total)).toBe(
      5_000_000n + 20_000_000n + 5_000_000n + 2_583_333n,
    );

    const change = await send(HEAD, 'post', '/quotes', {
      items: [{ serviceRef: SERVICE, plan: 'large' }],
      payerRef: KFZ,
      current: { items: [COSTS] },
    });
    expect(change.body).toMatchObject({
      // With the customer's own discount of a tenth.
      oneTime: '1800000',
      monthly: '27000000',
      current: { oneTime: '0', monthly: '9000000' },
    });
    expect(change.body.lines).toContainEqual(
      expect.objectContaining({ component: 'storage', assumption: 'unknown' }),
    );
    // Which is nobody else's business.
    const other = await send('anna.wald', 'post', '/quotes', {
      items: [COSTS],
      payerRef: KFZ,
    });
    expect(other.body.monthly).toBe('10000000');
  });

  it('averages what others use only where nobody can be told from it', async () => {
    const { knex } = portal;
    await knex('meters').insert({ id: 1, name: 'storage', unit: 'GB' });
    const use = async (payer: string) => {
      const id = await seedAllocation(knex, {
        payer_ref: payer,
        customer_ref: payer,
        owner_ref: payer,
        software_provider_ref: null,
      });
      const today = Math.floor(Date.now() / 86_400_000);
      await knex('usage_days').insert({
        allocation_id: id,
        meter_id: 1,
        utc_day: today - 5,
        hours: ['72000000', ...new Array(23).fill('0')].join(','),
        events: 1,
      });
    };
    const assumed = async (person: string) => {
      const { body } = await send(person, 'post', '/quotes', {
        items: [COSTS],
      });
      const line = body.lines.find(
        (one: { component: string }) => one.component === 'storage',
      );
      return [line.assumption, line.quantity];
    };
    await use(KFZ);
    await use(UMWELT);
    expect(await assumed('otto.niemand')).toEqual(['unknown', '0']);
    // 72 GB in 720 hours.
    expect(await assumed(HEAD)).toEqual(['average', '73']);
    await portal.stop();
    await use('group:default/datenwerft');
    portal = await startPortal({ databases, databaseId, knex });
    expect(await assumed('otto.niemand')).toEqual(['average', '73']);
  });

  it('lets the owner set, change and remove a budget, and nobody else', async () => {
    const foreign = await send('anna.wald', 'post', '/budgets', budget({}));
    expect(foreign.status).toBe(403);
    const made = await send(HEAD, 'post', '/budgets', budget({}));
    expect(made.body).toMatchObject({
      ownerRef: KFZ,
      thresholds: [50, 80, 100],
      spent: '0',
      reserved: '0',
      version: 1,
      mayChange: true,
    });
    const path = `/budgets/${made.body.id}`;
    expect((await send('anna.wald', 'get', path)).status).toBe(404);
    const change = budget({ version: 1, amount: '5' });
    expect((await send(HEAD, 'put', path, change)).body.version).toBe(2);
    expect((await send(HEAD, 'put', path, change)).status).toBe(409);
    expect((await send(HEAD, 'delete', path)).status).toBe(204);
    expect((await send(HEAD, 'get', path)).status).toBe(404);
  });

  it('tells the owner once that a threshold was crossed', async () => {
    const id = await seedAllocation(portal.knex);
    const today = BillingCalendar.create('Europe/Berlin').dayOf(Date.now());
    await seedCharges(portal.knex, [
      { allocation: id, day: today, amount: 85_000_000 },
    ]);
    const { knex } = portal;
    await portal.stop();
    portal = await startPortal({
      databases,
      databaseId,
      knex,
      config: { workers: { enabled: true } },
    });
    const alerts = () => portal.runTask('cloud-costs-budgets');
    const made = await send(HEAD, 'post', '/budgets', budget({}));
    await alerts();
    await alerts();
    const told = portal.heard.notifications;
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      payload: {
        title: 'Budget "kfz" has reached 80 % · Budget „kfz“ hat 80 % erreicht',
        description: expect.stringContaining(
          '85,00 von 100,00 EUR sind in diesem Monat verbraucht',
        ),
        severity: 'normal',
      },
    });
    const { body } = await send(HEAD, 'get', `/budgets/${made.body.id}`);
    expect(body.spent).toBe('85000000');
    expect(
      body.crossed.map((one: { threshold: number }) => one.threshold),
    ).toEqual([50, 80]);
  });
});
