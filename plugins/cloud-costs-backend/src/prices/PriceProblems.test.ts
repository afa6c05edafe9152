import { TestDatabases } from '@backstage/backend-test-utils';
import { seedAllocation } from '../__testUtils__/seed';
import { seedPrices } from '../__testUtils__/seedPrices';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';
import { PriceListStore } from './PriceListStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const TODAY = Math.floor(Date.now() / 86_400_000);

it.each(databases.eachSupportedId())(
  'tells what is measured and has no price, and which documents are refused, on %p',
  async databaseId => {
    const portal = await startPortal({ databases, databaseId });
    const { knex } = portal;
    const url = '/usage-problems';
    await seedPrices(knex);
    const none = await portal.as('paul.richter').get(url);
    expect(none.body).toEqual({ unpriced: [], priceLists: [] });

    await knex('meters').insert([
      { id: 1, name: 'storage', unit: 'GB' },
      { id: 2, name: 'messages', unit: 'message' },
    ]);
    const used = (daysAgo: number) => ({
      last_used_ms: (TODAY - daysAgo) * 86_400_000,
    });
    const priced = await seedAllocation(knex, used(0));
    const other = await seedAllocation(knex, used(3));
    const unknown = await seedAllocation(knex, { plan: 'huge', ...used(29) });
    const days = [
      [priced, 1, TODAY],
      [priced, 2, TODAY],
      [other, 2, TODAY - 3],
      [unknown, 1, TODAY - 29],
      // Too long ago to be of interest.
      [unknown, 2, TODAY - 40],
    ];
    await knex('usage_days').insert(
      days.map(([allocation_id, meter_id, utc_day]) => ({
        allocation_id,
        meter_id,
        utc_day,
        hours: Array(24).fill('1').join(),
        events: 24,
      })),
    );
    const problems = [
      {
        line: 3,
        path: 'spec.currency',
        rule: 'required',
        message: 'is missing',
      },
    ];
    await PriceListStore.create({
      knex,
      calendar: BillingCalendar.create('Europe/Berlin'),
    }).noteProblems('pricelist:default/standard-2', problems);

    const answer = await portal.as('paul.richter').get(url);
    expect(answer.status).toBe(200);
    const serviceRef = 'cloudservice:default/sandbox-postgresql';
    expect(answer.body).toEqual({
      unpriced: [
        { serviceRef, plan: 'huge', meter: 'storage', allocations: 1 },
        { serviceRef, plan: 'small', meter: 'messages', allocations: 2 },
      ],
      priceLists: [
        {
          entityRef: 'pricelist:default/standard-2',
          problems,
          foundAt: expect.stringMatching(/^20\d\d-/),
        },
      ],
    });
    const refused = await portal.as('miriam.vogt').get(url);
    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused.body)).not.toContain('standard-2');
  },
);
