import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  Change,
  ChangePage,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';
import { ensureStatements } from '../statements';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const KFZ = 'group:default/kraftfahrtamt';
const AGENCY = 'miriam.vogt';
const PROVIDER = 'paul.richter';
const PLUGIN = 'plugin:service-levels';
const calendar = BillingCalendar.create('Europe/Berlin');
const thisMonth = calendar.monthOf(Date.now());
const lastMonth = calendar.previousMonth(thisMonth);

const BUDGET = {
  name: 'kfz',
  scope: { type: 'organisation', ref: KFZ },
  period: 'month',
  amount: '100000000',
  currency: 'EUR',
};
const PRICES = {
  serviceRef: 'cloudservice:default/kfz-register',
  customerRef: KFZ,
  systemRef: 'system:default/kfz-portal',
  validFrom: '2099-01-01',
  currency: 'EUR',
  components: [
    {
      id: 'base',
      type: 'recurring',
      price: '1',
      period: 'month',
      proration: 'exact',
    },
  ],
};

describe.each(databases.eachSupportedId())('the feed on %s', databaseId => {
  let portal: TestPortal;
  const read = async (after = '0', limit = 100): Promise<ChangePage> =>
    (
      await portal
        .as(PLUGIN)
        .get(`/changes?after=${after}&limit=${limit}`)
        .expect(200)
    ).body;
  const kinds = ({ items }: ChangePage) =>
    items.map(({ kind, id }: Change) => `${kind} ${id}`);

  beforeEach(async () => {
    portal = await startPortal({ databases, databaseId });
  });
  afterEach(() => portal.stop());

  it('tells of budgets and price lists as they are, once, also of what is gone', async () => {
    const as = portal.as(AGENCY);
    const { body: budget } = await as.post('/budgets', BUDGET).expect(200);
    const prices = '/agreed-prices/offer-1/versions/1';
    await portal.as(PLUGIN).put(prices, PRICES).expect(200);
    const first = await read();
    expect(kinds(first)).toEqual([
      `budget ${budget.id}`,
      'price-list offer-1/1',
    ]);
    expect(first.items).toMatchObject([
      { live: true, budget: { ...BUDGET, ownerRef: KFZ, version: 1 } },
      {
        live: true,
        priceList: {
          list: 'offer-1',
          version: '1',
          validFrom: '2099-01-01',
          serviceRefs: [PRICES.serviceRef],
          customerRef: KFZ,
        },
      },
    ]);
    expect(first.more).toBe(false);
    expect((await read(first.cursor)).items).toEqual([]);

    // The same again is no change; what changes moves to the end.
    await portal.as(PLUGIN).put(prices, PRICES).expect(200);
    await as
      .put(`/budgets/${budget.id}`, { ...BUDGET, amount: '5', version: 1 })
      .expect(200);
    const second = await read(first.cursor);
    expect(second.items).toMatchObject([
      { kind: 'budget', budget: { amount: '5', version: 2 } },
    ]);
    await as.delete(`/budgets/${budget.id}`).expect(204);
    const third = await read(second.cursor);
    expect(third.items).toEqual([
      {
        cursor: expect.any(String),
        kind: 'budget',
        id: budget.id,
        live: false,
      },
    ]);
    const page = await read('0', 1);
    expect(page).toMatchObject({
      more: true,
      items: [{ kind: 'price-list' }],
    });
    expect(kinds(await read(page.cursor))).toEqual([`budget ${budget.id}`]);
  });

  it('tells of statements when they are final, and not before', async () => {
    const { knex } = portal;
    const allocation = await seedAllocation(knex);
    await seedCharges(knex, [
      { allocation, day: lastMonth * 100 + 3, amount: 7_000_000 },
    ]);
    await knex('cursors').insert({
      name: 'accrued',
      value: String(Date.now()),
      moved_at: 0,
    });
    await knex.transaction(trx =>
      ensureStatements(
        trx,
        { calendar, graceDays: 5 },
        [{ payerRef: KFZ, month: lastMonth, currency: 'EUR' }],
        Date.now(),
      ),
    );
    expect((await read()).items).toEqual([]);
    const { id } = await knex('statements').first('id');
    await portal
      .as(PROVIDER)
      .post(`/statements/${id}/finalise`, { reason: 'agreed' }, randomUUID())
      .expect(200);
    expect((await read()).items).toMatchObject([
      {
        kind: 'statement',
        id,
        live: true,
        statement: {
          number: expect.stringMatching(/^\d{4}-000001$/),
          payerRef: KFZ,
          month: calendar.formatMonth(lastMonth),
          amount: '7000000',
          payable: '7000000',
        },
      },
    ]);
  });

  it('is for plugins only, and refuses cursors that it never gave', async () => {
    await portal.as(PROVIDER).get('/changes').expect(403);
    await portal.as('nobody').get('/changes').expect(401);
    const { body } = await portal
      .as(PLUGIN)
      .get('/changes?after=yesterday')
      .expect(400);
    expect(body.error.message).toContain('after');
  });
});
