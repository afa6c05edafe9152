import { TestDatabases } from '@backstage/backend-test-utils';
import type {
  PriceComponent,
  PriceListSpec,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import type { Knex } from 'knex';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar, HOUR_MS } from '../calendar';
import { lifecycle } from '../usage/__testUtils__/createIntake';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});
const berlin = BillingCalendar.create('Europe/Berlin');
const AGENCY = 'group:default/kraftfahrtamt';
const SERVICE = 'cloudservice:default/postgresql';
const HEAD = 'miriam.vogt';
const at = (text: string) => Date.parse(text);

const usage = (id: string) =>
  ({ id, type: 'usage', meter: id, unit: '1' } as const);
const tiers = (free: string) => [
  { from: '0', to: '10', price: '0.333333' },
  { from: '10', to: '500', price: '0.2', fee: free },
  { from: '500', price: '0.000007' },
];

/** Each kind of price component that there is; another price for each plan. */
function components(factor: number): PriceComponent[] {
  const night = {
    days: ['sat', 'sun'],
    from: '00:00',
    to: '24:00',
    price: '0.01',
  } as const;
  const timeBands = [{ ...night, days: [...night.days] }];
  return [
    { id: 'setup', type: 'one-time', price: `${25 * factor}.5` },
    { id: 'change', type: 'plan-change', price: `${factor}.75` },
    ...(['day', 'month', 'year'] as const).flatMap(period =>
      (['exact', 'full'] as const).map(
        (proration): PriceComponent => ({
          id: `${period}-${proration}`,
          type: 'recurring',
          price: `${factor * 3}.337`,
          period,
          proration,
        }),
      ),
    ),
    {
      id: 'hours',
      type: 'allocation',
      pricePerHour: `0.0${factor}2347`,
      timeBands,
    },
    {
      ...usage('flat'),
      model: 'flat',
      price: `0.0${factor}7`,
      freeAllowance: '100',
      minimum: '1.5',
      timeBands,
    },
    { ...usage('graduated'), model: 'graduated', tiers: tiers('2') },
    { ...usage('volume'), model: 'volume', tiers: tiers('0') },
    {
      ...usage('package'),
      model: 'package',
      packageSize: '7.5',
      price: `0.${factor}`,
    },
  ];
}

/** What is used in a whole month; no number divides evenly into hours. */
const MONTHLY: Record<string, string> = {
  flat: '1234.567891',
  graduated: '733.000001',
  volume: '499.999999',
  package: '1000.1',
};

function listOf(
  version: string,
  validFrom: string,
  factor: number,
): PriceListSpec {
  return {
    list: 'standard',
    version,
    validFrom,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    owner: 'group:default/landes-it',
    services: [
      {
        serviceRef: SERVICE,
        plans: [
          { plan: 'small', components: components(factor) },
          { plan: 'large', components: components(factor + 2) },
        ],
      },
    ],
    discounts: [{ id: 'partner', customerRef: AGENCY, percent: '12.345678' }],
  };
}

/** As the catalog would have given them. Prices change in mid-month. */
async function storePrices(knex: Knex): Promise<void> {
  const lists = [listOf('1', '2020-01-01', 1), listOf('2', '2026-10-17', 2)];
  for (const spec of lists) {
    await knex('price_lists').insert({
      list: spec.list,
      version: spec.version,
      valid_from_ms: berlin.dayBounds(berlin.parseDay(spec.validFrom)).fromMs,
      currency: 'EUR',
      hash: spec.version,
      stored_at: 1,
      document: JSON.stringify(spec),
    });
  }
}

/** Evenly over the hours of each month, as whoever asks for a quote is told. */
function* evenly(from: number, to: number) {
  for (const month of berlin.monthsBetween(from, to)) {
    const bounds = berlin.monthBounds(month);
    const hours = BigInt((bounds.toMs - bounds.fromMs) / HOUR_MS);
    for (const [meter, text] of Object.entries(MONTHLY)) {
      const [units, millionths = ''] = text.split('.');
      const all = BigInt(units + millionths.padEnd(6, '0'));
      for (let hour = 0n; hour < hours; hour += 1n) {
        const hourMs = bounds.fromMs + Number(hour) * HOUR_MS;
        const quantity = (all * (hour + 1n)) / hours - (all * hour) / hours;
        // The hour in which it begins, from its beginning on.
        if (hourMs + HOUR_MS > from && hourMs < to) {
          yield { meter, at: Math.max(hourMs, from), quantity };
        }
      }
    }
  }
}

describe.each(databases.eachSupportedId())(
  'what is told beforehand, on %s',
  databaseId => {
    let portal: TestPortal;
    let events = 0;
    const handIn = async (batch: object[]) => {
      for (let index = 0; index < batch.length; index += 4_000) {
        const { status, body } = await portal
          .as('plugin:collector')
          .post('/usage-events')
          .set('content-type', 'application/cloudevents-batch+json')
          .send(batch.slice(index, index + 4_000));
        expect([status, body.refused]).toEqual([200, []]);
      }
    };
    const live = async (
      instance: string,
      life: { from: string; until: string; plan?: string; change?: string },
    ) => {
      const [from, until] = [at(life.from), at(life.until)];
      const facts = { instance, payer: AGENCY };
      await handIn([
        lifecycle('provisioned', { ...facts, at: from }),
        ...(life.change
          ? [
              lifecycle('plan-changed', {
                ...facts,
                at: at(life.change),
                plan: 'large',
              }),
            ]
          : []),
        lifecycle('torn-down', { ...facts, at: until }),
      ]);
      const batch = [...evenly(from, until)].map(one => {
        events += 1;
        const millionths = String(one.quantity).padStart(7, '0');
        return {
          specversion: '1.0',
          id: `even-${events}`,
          source: '/even',
          type: 'dev.dualcloud.usage.v1',
          subject: instance,
          time: new Date(one.at).toISOString(),
          data: {
            meter: one.meter,
            unit: '1',
            quantity: `${millionths.slice(0, -6)}.${millionths.slice(-6)}`,
          },
        };
      });
      // In whatever order.
      await handIn(batch.reverse());
      await portal.runTask('cloud-costs-rollup');
      await portal.runTask('cloud-costs-rating');
    };
    /** Micro-units by component, of what was rated. */
    const rated = async (instance: string, plan = 'small') => {
      const rows = await portal
        .knex('charges')
        .join('allocations', 'allocations.id', 'charges.allocation_id')
        .where({ instance_id: instance, plan })
        .select('component', 'charges.amount');
      const sums = new Map<string, bigint>();
      for (const { component, amount } of rows) {
        sums.set(component, (sums.get(component) ?? 0n) + BigInt(amount));
      }
      return sums;
    };
    const quote = async (wish: object) => {
      const { status, body } = await portal.as(HEAD).post('/quotes', {
        payerRef: AGENCY,
        ...wish,
      });
      expect([status, body.error?.message]).toEqual([200, undefined]);
      return body;
    };
    const item = (plan: string) => ({
      serviceRef: SERVICE,
      plan,
      quantityOf: MONTHLY,
    });
    type Line = { component: string; total: string };
    const byComponent = (lines: Line[]) =>
      new Map(
        lines
          .filter(({ total }) => total !== '0')
          .map(({ component, total }) => [component, BigInt(total)]),
      );
    const withoutZero = (sums: Map<string, bigint>) =>
      new Map([...sums].filter(([, amount]) => amount !== 0n));
    const add = (sums: Map<string, bigint>) =>
      [...sums.values()].reduce((sum, one) => sum + one, 0n);

    const start = (knex?: Knex) =>
      startPortal({
        databases,
        databaseId,
        knex,
        config: { workers: { enabled: true } },
      });

    beforeAll(async () => {
      portal = await start();
      await storePrices(portal.knex);
    });
    afterAll(() => portal.stop());

    const LIFE = {
      // A price change in mid-month and a day of 25 hours lie within.
      from: '2026-09-11T10:20:30+02:00',
      until: '2026-11-05T07:08:09+01:00',
    };

    it('of an order is what is charged, to the micro-unit, for each kind of price', async () => {
      const told = await quote({ items: [item('small')], ...LIFE });
      await live('db-1', LIFE);
      const charged = await rated('db-1');
      expect(byComponent(told.lines)).toEqual(withoutZero(charged));
      expect(BigInt(told.total)).toBe(add(charged));
      expect(charged.size).toBeGreaterThan(20);
    });

    it('of another plan is what the rest of its life costs on it', async () => {
      const change = '2026-10-20T15:00:00+02:00';
      const told = await quote({
        items: [item('large')],
        from: change,
        until: LIFE.until,
        current: { items: [item('small')], until: LIFE.until },
      });
      await live('db-2', { ...LIFE, change });
      const charged = await rated('db-2', 'large');
      expect(byComponent(told.lines)).toEqual(withoutZero(charged));
      expect(BigInt(told.total)).toBe(add(charged));
    });

    it('of a longer life is what it costs more', async () => {
      const longer = '2026-11-20T00:00:00+01:00';
      const now = '2026-11-01T00:00:00+01:00';
      const told = await quote({
        items: [item('small')],
        from: now,
        until: longer,
        current: { items: [item('small')], until: LIFE.until },
      });
      await live('db-3', { ...LIFE, until: longer });
      const more = add(await rated('db-3')) - add(await rated('db-1'));
      expect(BigInt(told.total) - BigInt(told.current.total)).toBe(more);
    });

    it('of a draft is what would have been charged if it had been in force', async () => {
      const draft = listOf('draft', '2020-01-01', 3);
      const text = JSON.stringify({
        apiVersion: 'dualcloud.dev/v1alpha1',
        kind: 'PriceList',
        metadata: { name: 'standard-draft' },
        spec: draft,
      });
      const { status, body } = await portal
        .as('paul.richter')
        .post('/price-lists/simulate', {
          text,
          from: '2026-09',
          to: '2026-11',
        });
      expect([status, body.error?.message]).toEqual([200, undefined]);
      const sum = async () => {
        const rows = await portal.knex('charges').select('amount');
        return String(rows.reduce((all, row) => all + BigInt(row.amount), 0n));
      };
      expect(body.total).toBe(await sum());
      // A portal on the same usage, in which it has been in force all the time.
      const { knex } = portal;
      await portal.stop();
      await knex('price_lists').delete();
      await knex('price_lists').insert({
        list: 'standard',
        version: 'draft',
        valid_from_ms: 0,
        currency: 'EUR',
        hash: 'draft',
        stored_at: 2,
        document: JSON.stringify(draft),
      });
      portal = await start(knex);
      const asked = await portal.as('paul.richter').post('/reratings', {
        from: '2026-09',
        to: '2026-11',
        reason: 'a draft came into force',
      });
      expect(asked.status).toBe(202);
      await portal.runTask('cloud-costs-rating');
      expect(body.simulatedTotal).toBe(await sum());
      expect(body.groups).toEqual([
        expect.objectContaining({
          payerRef: AGENCY,
          amount: body.total,
          simulated: body.simulatedTotal,
        }),
      ]);
    });
  },
);
