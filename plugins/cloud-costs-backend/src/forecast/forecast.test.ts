import { TestDatabases } from '@backstage/backend-test-utils';
import type { Forecast } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { HOUR, World } from '../charges/__testUtils__/World';
import { type CostFilter } from '../costs';
import { CostMemory } from '../costs/CostMemory';
import { CostTotals } from '../costs/CostTotals';
import { Forecasts } from './Forecasts';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const DAY = 24 * HOUR;
const [STORAGE, REQUESTS] = [0, 1];
/** A forecast knows how much is usual on a day, not at which hours of it. */
const WITHOUT_HOURS = [
  'setup',
  'change',
  'basic',
  'licence',
  'running',
  'storage',
  'requests',
].flatMap(id => [id, `${id}~partner`]);
const at = (text: string) => Date.parse(text);

describe.each(databases.eachSupportedId())('forecasts on %s', databaseId => {
  let world: World;
  let forecasts: Forecasts;

  beforeEach(async () => {
    const knex = await databases.init(databaseId);
    world = await World.create(knex);
    forecasts = Forecasts.create({
      knex,
      calendar: world.calendar,
      totals: CostTotals.create({
        knex,
        memory: CostMemory.create({ knex, days: 0 }),
      }),
      priceBook: async () => world.book,
      now: () => world.now,
    });
  });

  const forecast = async (filter: CostFilter = {}): Promise<Forecast> => {
    await world.settle();
    return forecasts.forecast({ restrict: () => undefined, filter });
  };

  /** Uses an instance every day as on the same weekday before, until an instant. */
  const use = async (instance: string, toMs: number) => {
    for (; world.now < toMs; world.now += DAY) {
      const weekday = new Date(world.now).getUTCDay();
      const busy = weekday === 0 || weekday === 6 ? 0n : 1n;
      const noon = world.now + 11 * HOUR;
      await world.use(instance, STORAGE, noon, 700_000n);
      await world.use(instance, REQUESTS, noon, busy * 900_000_000n);
    }
  };

  const costOf = async (month: number): Promise<string> => {
    await world.settle();
    const [{ sum }] = await world
      .knex('charges')
      .whereBetween('day', [month * 100 + 1, month * 100 + 31])
      .whereIn('component', WITHOUT_HOURS)
      .sum({ sum: 'amount' });
    return String(sum);
  };

  it('expects of a life that goes on as before what its months then cost', async () => {
    world.now = at('2026-01-26T00:30:00+01:00');
    await world.happen('provisioned', 'db', at('2026-01-26T00:00:00+01:00'), {
      payerRef: 'group:default/a',
    });
    const told: Forecast[] = [];
    for (const day of ['01', '02', '10', '20', '31']) {
      await use('db', at(`2026-03-${day}T00:30:00+01:00`));
      told.push(await forecast({ component: WITHOUT_HOURS }));
    }
    await use('db', at('2026-04-01T00:30:00+02:00'));
    const march = await costOf(202603);
    // Allowance, tiers, the minimum and the discount are those of the statement.
    expect(told.map(({ month }) => month.expected)).toEqual(
      told.map(() => march),
    );
    for (const { month } of told) {
      expect(BigInt(month.low)).toBeLessThanOrEqual(BigInt(march));
      expect(BigInt(month.high)).toBeGreaterThanOrEqual(BigInt(march));
    }
    expect(told[0].month.soFar).not.toBe(march);
    const widths = told.map(({ month: { low, high } }) =>
      Number(BigInt(high) - BigInt(low)),
    );
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    const [first] = told;
    expect(first).toMatchObject({
      currency: 'EUR',
      asOf: '2026-03-01',
      year: { from: '2026-01-01', to: '2026-12-31' },
    });
    expect(first.month.days).toHaveLength(31);
    const sum = (first.month.days ?? []).reduce(
      (total, { expected }) => total + BigInt(expected),
      0n,
    );
    expect(String(sum)).toBe(first.month.expected);
  });

  it('expects of a new instance its fees, and usage once there is some', async () => {
    world.now = at('2026-05-20T15:00:00+02:00');
    await world.happen('provisioned', 'db', world.now);
    const fees = await forecast({ component: ['basic', 'running'] });
    // 12 days of May less 15 hours, to the second.
    expect(Number(fees.month.expected) / 1e6).toBeCloseTo(
      (31.337 * 273) / 744 + 0.012347 * 273,
      4,
    );
    expect(fees.month.low).toBe(fees.month.expected);
    expect(fees.month.high).toBe(fees.month.expected);
    world.now = at('2026-05-21T00:30:00+02:00');
    await use('db', at('2026-05-25T00:30:00+02:00'));
    const used = await forecast({ component: ['storage'] });
    // Four days at 0.7 are 2.8; eleven of May are 7.7, of which 1 is free, and the fee of the first tier.
    expect(Number(used.month.expected) / 1e6).toBeCloseTo(6.7 * 0.333333, 4);
    expect(BigInt(used.month.high)).toBeGreaterThan(
      BigInt(used.month.expected),
    );
  });

  it('expects nothing more of what has ended, and the usage of an instance on its new plan', async () => {
    world.now = at('2026-05-01T00:30:00+02:00');
    for (const instance of ['gone', 'moved']) {
      await world.happen('provisioned', instance, at('2026-05-01T00:00+02:00'));
    }
    const begun = world.now;
    await use('gone', at('2026-05-18T00:30:00+02:00'));
    world.now = begun;
    await use('moved', at('2026-05-18T00:30:00+02:00'));
    const all = await forecast();
    await world.happen('torn-down', 'gone', world.now);
    await world.happen('plan-changed', 'moved', world.now, { plan: 'large' });
    world.now += HOUR;
    const after = await forecast({ instance: ['gone'] });
    expect(after.month.expected).toBe(after.month.soFar);
    expect(after.month.high).toBe(after.month.soFar);
    expect(BigInt(after.month.expected)).toBeLessThan(
      BigInt(all.month.expected) / 2n,
    );
    const requests = await forecast({
      instance: ['moved'],
      component: ['requests'],
    });
    // Ten more working days; in the new plan's own tiers.
    const rest = BigInt(requests.month.expected) - BigInt(requests.month.soFar);
    expect(Number(rest) / 1e6).toBeCloseTo(9 * 1.9, 0);
  });

  it('expects nothing where there is nothing', async () => {
    const nothing = { soFar: '0', expected: '0', low: '0', high: '0' };
    expect(await forecast()).toMatchObject({
      currency: 'EUR',
      month: nothing,
      year: nothing,
    });
  });
});
