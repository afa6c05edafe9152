import { TestDatabases } from '@backstage/backend-test-utils';
import type { PriceListSpec } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';
import { MonthRater } from '../charges/MonthRater';
import { PriceListStore } from '../prices';
import { dirtyMonth } from '../rollup';

jest.setTimeout(60_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const DAY_MS = 86_400_000;
const KFZ = 'group:default/kraftfahrtamt';
const SERVICE = 'cloudservice:default/sandbox-postgresql';
const calendar = BillingCalendar.create('Europe/Berlin');

const STANDARD: PriceListSpec = {
  list: 'standard',
  version: '2026-01',
  validFrom: '2026-01-01',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  owner: 'group:default/landes-it',
  services: [
    {
      serviceRef: SERVICE,
      plans: [
        {
          plan: 'small',
          components: [
            {
              id: 'storage',
              titles: { en: 'Storage', de: 'Speicher' },
              type: 'usage',
              meter: 'storage',
              unit: 'GBh',
              model: 'graduated',
              freeAllowance: '1',
              tiers: [
                { from: '0', to: '10', price: '0.5' },
                { from: '10', price: '0.25' },
              ],
            },
            {
              id: 'base',
              type: 'recurring',
              price: '31',
              period: 'month',
              proration: 'exact',
            },
          ],
        },
      ],
    },
  ],
  discounts: [{ id: 'kfz', customerRef: KFZ, percent: '10' }],
};

/** Agreed with the road traffic agency. */
const AGREED: PriceListSpec = {
  ...STANDARD,
  list: 'agreed',
  discounts: undefined,
  agreement: { customerRef: KFZ, systemRef: 'system:default/kfz-portal' },
  services: [
    {
      serviceRef: 'cloudservice:default/kfz-register',
      plans: STANDARD.services[0].plans,
    },
  ],
};

describe.each(databases.eachSupportedId())('lines on %s', databaseId => {
  let portal: TestPortal;
  let ours: number;
  let agreed: number;
  const PERIOD = 'from=2026-10-01&to=2026-10-31';

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
    const { knex } = portal;
    const store = PriceListStore.create({ knex, calendar });
    await store.put({ spec: STANDARD });
    await store.put({ spec: AGREED });
    ours = await seedAllocation(knex);
    agreed = await seedAllocation(knex, {
      service_ref: 'cloudservice:default/kfz-register',
    });
    const [{ id: meter }] = await knex('meters')
      .insert({ name: 'storage', unit: 'GBh' })
      .returning('id');
    const at = Date.UTC(2026, 9, 15);
    await knex('usage_days').insert({
      allocation_id: ours,
      meter_id: meter,
      utc_day: at / DAY_MS,
      hours: ['0', '21000000', ...Array(22).fill('0')].join(','),
      events: 2,
    });
    for (const [index, time] of [at, at + 1, at + 40 * DAY_MS].entries()) {
      await knex('usage_events').insert({
        source_id: 1,
        event_id: `e${index}`,
        allocation_id: ours,
        meter_id: meter,
        time_ms: time,
        quantity: 1,
        received_ms: time,
      });
    }
    const rater = MonthRater.create({
      knex,
      periods: { calendar, graceDays: 5 },
    });
    const book = await store.book();
    await knex.transaction(trx =>
      rater.rate(
        trx,
        [ours, agreed].map(allocationId => dirtyMonth(allocationId, 202610)),
        { book, nowMs: Date.now() },
      ),
    );
  });
  afterAll(() => portal.stop());

  const get = (path: string, person = 'paul.richter') =>
    portal.as(person).get(path);
  const lines = async (query = PERIOD, person?: string) =>
    (await get(`/costs/lines?${query}`, person)).body;

  it('are listed largest first, page by page', async () => {
    const all = await lines();
    expect(
      all.items.map((line: Record<string, unknown>) => [
        (line.allocation as { id: number }).id,
        line.component,
        line.type,
        line.quantity,
        line.amount,
      ]),
    ).toEqual([
      [ours, 'base', 'recurring', '1', '31000000'],
      [agreed, 'base', 'recurring', '1', '31000000'],
      [ours, 'storage', 'usage', '21', '7500000'],
      [ours, 'storage~kfz', 'discount', '0', '-750000'],
      [ours, 'base~kfz', 'discount', '0', '-3100000'],
    ]);
    expect(all.total).toBe(5);
    expect(all.items[2]).toMatchObject({
      titles: { de: 'Speicher' },
      meter: 'storage',
      unit: 'GBh',
      priceList: 'standard',
      priceListVersion: '2026-01',
      month: '2026-10',
      billedMonth: '2026-10',
      from: '2026-10-15',
      to: '2026-10-15',
    });

    const paged = [];
    let cursor = '';
    do {
      const page = await lines(`${PERIOD}&limit=2${cursor}`);
      paged.push(...page.items);
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor);
    expect(paged).toEqual(all.items);
    expect((await get(`/costs/lines?${PERIOD}&cursor=x`)).status).toBe(400);
  });

  it('are explained down to the events', async () => {
    const { items } = await lines(`${PERIOD}&component=storage`);
    const { body } = await get(`/costs/lines/${items[0].id}`);
    expect(body.line).toEqual(items[0]);
    expect(body.component).toMatchObject({ id: 'storage', freeAllowance: '1' });
    expect(
      body.steps.reduce(
        (sum: bigint, { amount }: { amount: string }) => sum + BigInt(amount),
        0n,
      ),
    ).toBe(7_500_000n);
    expect(body.days).toEqual([
      { day: '2026-10-15', quantity: '21', amount: '7500000' },
    ]);
    expect(body.hours).toEqual([
      { hour: '2026-10-15T01:00:00.000Z', quantity: '21' },
    ]);
    expect(body.events).toBe(2);
    expect(body.adjustments).toEqual([]);
  });

  it('tell what of the same month is billed later', async () => {
    await seedCharges(portal.knex, [
      {
        allocation: ours,
        day: 20261020,
        amount: -5,
        component: 'storage',
        type: 'usage',
        billedMonth: 202611,
        meter: 1,
        unit: 'GBh',
      },
    ]);
    const { items } = await lines(`${PERIOD}&component=storage`);
    expect(items).toHaveLength(2);
    const { body } = await get(`/costs/lines/${items[0].id}`);
    expect(body.adjustments).toEqual([
      { billedMonth: '2026-11', amount: '-5' },
    ]);
  });

  it('do not exist for those who may not see them', async () => {
    const [line] = (await lines()).items;
    for (const id of [line.id, '1.202610.202610.1.usage.x', 'nonsense', '%']) {
      const answer = await get(
        `/costs/lines/${encodeURIComponent(id)}`,
        'uwe.fremd',
      );
      expect(answer.status).toBe(404);
      expect(answer.body.error.message).toMatch(/^there is no line ".*" that/);
    }
  });

  it('keep agreed prices from the software provider', async () => {
    const { items } = await lines(
      `${PERIOD}&service=cloudservice:default/kfz-register`,
      'jana.brandt',
    );
    const explanation = (person: string) =>
      get(`/costs/lines/${items[0].id}`, person);
    const theirs = (await explanation('jana.brandt')).body;
    expect(theirs.component).toEqual({ id: 'base' });
    expect(theirs.steps).toEqual([]);
    expect(theirs.line.amount).toBe('31000000');
    const agency = (await explanation('miriam.vogt')).body;
    expect(agency.component.price).toBe('31');
  });

  it('name their components where one chooses among them', async () => {
    const { dimensions } = (await get(`/costs/filters?${PERIOD}`)).body;
    const { values } = dimensions.find(
      (one: { dimension: string }) => one.dimension === 'component',
    );
    expect(values).toContainEqual({
      value: 'storage',
      titles: { en: 'Storage', de: 'Speicher' },
    });
    // Neither the list nor the discount has a title here.
    expect(values).toContainEqual({ value: 'base~kfz' });
  });

  it('lead to what is running unused, where its service is measured', async () => {
    const { knex } = portal;
    const now = Date.now();
    const today = calendar.dayOf(now);
    await knex('allocations').update({ last_used_ms: now - 20 * DAY_MS });
    await seedCharges(knex, [
      { allocation: ours, day: today, amount: 70, component: 'x' },
      { allocation: agreed, day: today, amount: 80, component: 'x' },
    ]);
    const unused = async (days: number, person?: string) =>
      (await get(`/costs/unused?days=${days}`, person)).body.items;
    expect(await unused(7)).toEqual([]);
    // Another instance of the service is in use, so silence means something.
    await seedAllocation(knex, {
      last_used_ms: now,
      payer_ref: 'group:default/umweltamt',
      customer_ref: null,
      owner_ref: 'group:default/umweltamt',
    });
    expect(await unused(7)).toEqual([
      expect.objectContaining({
        allocation: expect.objectContaining({ id: ours }),
        monthlyAmount: expect.stringMatching(/^\d+$/),
        currency: 'EUR',
      }),
    ]);
    expect(await unused(30)).toEqual([]);
    expect(await unused(7, 'uwe.fremd')).toEqual([]);
    await knex('allocations')
      .where({ id: ours })
      .update({ to_ms: now - 1 });
    expect(await unused(7)).toEqual([]);
  });

  it('add up to revenue, which is for the provider', async () => {
    const { body } = await get(`/costs/revenue?${PERIOD}`);
    expect(body.intervals).toEqual(['2026-10']);
    expect(body.previous).toEqual({
      from: '2026-09-01',
      to: '2026-09-30',
      total: '0',
    });
    expect(body.groups.map(({ key }: { key: string }) => key)).toEqual([
      SERVICE,
      'cloudservice:default/kfz-register',
    ]);
    expect((await get(`/costs/revenue?${PERIOD}`, 'miriam.vogt')).status).toBe(
      403,
    );
  });
});

describe('saved views', () => {
  it('are everybody’s own, replaced under the same name, and audited', async () => {
    const portal = await startPortal({ databases, databaseId: 'SQLITE_3' });
    const jana = portal.as('jana.brandt');
    const view = { name: 'Mine', query: 'groupBy=system' };
    const { body } = await jana.post('/saved-views', view, 'key-number-1');
    const again = await jana.post('/saved-views', view, 'key-number-1');
    expect(again.body).toEqual(body);
    const replaced = await jana.post('/saved-views', { ...view, query: 'x' });
    expect(replaced.body).toEqual({ ...body, query: 'x' });
    expect((await jana.get('/saved-views')).body.items).toEqual([
      replaced.body,
    ]);

    const miriam = portal.as('miriam.vogt');
    expect((await miriam.get('/saved-views')).body.items).toEqual([]);
    expect((await miriam.delete(`/saved-views/${body.id}`)).status).toBe(404);
    expect((await jana.delete(`/saved-views/${body.id}`)).status).toBe(204);
    expect((await jana.delete(`/saved-views/${body.id}`)).status).toBe(404);
    expect(
      (await portal.knex('audit_log').orderBy('id')).map(
        ({ action, actor }: Record<string, string>) => [action, actor],
      ),
    ).toEqual([
      ['saved-view-save', 'user:default/jana.brandt'],
      ['saved-view-save', 'user:default/jana.brandt'],
      ['saved-view-remove', 'user:default/jana.brandt'],
    ]);
    await portal.stop();
  });
});
