import { TestDatabases } from '@backstage/backend-test-utils';
import type { Anomaly } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { seedAllocation, seedCharges } from '../__testUtils__/seed';
import { startPortal } from '../__testUtils__/startPortal';
import { BillingCalendar } from '../calendar';
import { dayNumber, dayOfNumber } from '../costs/query';
import { PriceListStore } from '../prices';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const AGENCY = 'miriam.vogt';
const SERVICE = 'cloudservice:default/sandbox-postgresql';
const calendar = BillingCalendar.create('Europe/Berlin');
const YESTERDAY = dayNumber(calendar.dayOf(Date.now())) - 1;
const WEEKS = 10;

const PRICES = {
  list: 'standard',
  version: '1',
  validFrom: '2020-01-01',
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
              type: 'usage' as const,
              titles: { en: 'Storage', de: 'Speicher' },
              meter: 'storage',
              unit: 'GB',
              model: 'flat' as const,
              price: '0.01',
            },
          ],
        },
      ],
    },
  ],
};

describe.each(databases.eachSupportedId())('anomalies on %s', databaseId => {
  let portal: TestPortal;
  let allocation: number;

  beforeEach(async () => {
    portal = await startPortal({
      databases,
      databaseId,
      config: { workers: { enabled: true } },
    });
    const { knex } = portal;
    await PriceListStore.create({ knex, calendar }).put({ spec: PRICES });
    await knex('meters').insert({ id: 1, name: 'storage', unit: 'GB' });
    const first = dayOfNumber(YESTERDAY - WEEKS * 7 + 1);
    allocation = await seedAllocation(knex, {
      from_ms: calendar.dayBounds(first).fromMs,
    });
  });
  afterEach(() => portal.stop());

  /** What each day of ten weeks cost, days ago: 20 on workdays, 12 at weekends, unless told. */
  const live = (unusual: Record<number, number>) =>
    seedCharges(
      portal.knex,
      Array.from({ length: WEEKS * 7 }, (_, daysAgo) => {
        const day = YESTERDAY - daysAgo;
        const weekend = [2, 3].includes(day % 7);
        const euros = unusual[daysAgo] ?? (weekend ? 12 : 20);
        return {
          allocation,
          day: dayOfNumber(day),
          amount: euros * 1_000_000,
          component: 'storage',
          type: 'usage',
          meter: 1,
          unit: 'GB',
          quantity: String(euros * 100_000_000),
        };
      }),
    );
  const look = () => portal.runTask('cloud-costs-anomalies');
  const list = async (query = '', person = AGENCY): Promise<Anomaly[]> =>
    (await portal.as(person).get(`/anomalies${query}`).expect(200)).body.items;
  const dayText = (daysAgo: number) =>
    calendar.formatDay(dayOfNumber(YESTERDAY - daysAgo));

  it('shows a day with what caused it, to those whose money it is, and tells the owner once', async () => {
    await live({ 1: 300 });
    await seedCharges(portal.knex, [
      // Fees fall due on certain days.
      { allocation, day: dayOfNumber(YESTERDAY - 3), amount: 900_000_000 },
    ]);
    await look();
    await look();
    const [found, ...others] = await list();
    expect(others).toEqual([]);
    const usual = [2, 3].includes((YESTERDAY - 1) % 7) ? 12 : 20;
    expect(found).toMatchObject({
      day: dayText(1),
      lastDay: dayText(1),
      days: 1,
      allocation: { id: allocation, instanceName: 'instance-1 of kfz' },
      amount: '300000000',
      expected: String(usual * 1_000_000),
      currency: 'EUR',
      causes: [
        {
          component: 'storage',
          titles: { en: 'Storage', de: 'Speicher' },
          meter: 'storage',
          quantity: '30000',
          expectedQuantity: String(usual * 100),
          unit: 'GB',
        },
      ],
    });
    expect(await list('', 'uwe.fremd')).toEqual([]);
    expect(await list(`?from=${dayText(1)}&to=${dayText(1)}`)).toHaveLength(1);
    expect(await list(`?from=${dayText(0)}`)).toEqual([]);
    expect(await list('?system=system:default/bezuege')).toEqual([]);

    expect(portal.heard.notifications).toEqual([
      expect.objectContaining({
        recipients: {
          type: 'entity',
          entityRef: ['group:default/team-kfz-portal'],
        },
        payload: expect.objectContaining({
          title: expect.stringMatching(
            /^Unusual costs of instance-1 of kfz on .* · Ungewöhnliche Kosten von instance-1 of kfz am /,
          ),
          description: expect.stringMatching(
            /^300\.00 EUR instead of about .*storage, 30,000 GB instead of .*\n300,00 EUR statt etwa .*storage, 30\.000 GB statt /,
          ),
          link: '/costs?view=anomalies',
        }),
      }),
    ]);
  });

  it('joins days that follow each other, and lets somebody say that they have looked', async () => {
    await live({ 9: 300, 8: 300, 7: 310, 5: 300 });
    await look();
    const [run, ...others] = await list();
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      day: dayText(9),
      lastDay: dayText(5),
      days: 4,
      amount: '1210000000',
      causes: [{ component: 'storage', quantity: '121000' }],
    });
    // It is in a period that lies in the middle of it.
    expect(await list(`?from=${dayText(7)}&to=${dayText(7)}`)).toHaveLength(1);
    const path = `/anomalies/${run.id}/acknowledge`;
    const note = { note: 'load test, announced' };
    await portal.as('uwe.fremd').post(path, note).expect(404);
    const { body } = await portal.as(AGENCY).post(path, note).expect(200);
    expect(body).toMatchObject({
      ...note,
      acknowledgedBy: `user:default/${AGENCY}`,
      days: 4,
    });
    for (const [text, message, details] of [
      ['{"note": ', /^body: is not JSON: /, [{ field: 'body', rule: 'json' }]],
      [
        '{"note": "\\u0000"}',
        /^note: must not contain/,
        [{ field: 'note', rule: 'nul' }],
      ],
    ] as const) {
      const { body: refusal } = await portal
        .as(AGENCY)
        .post(path, text)
        .type('application/json')
        .expect(400);
      expect(refusal.error).toMatchObject({
        message: expect.stringMatching(message),
        details,
      });
    }
    // Nobody is told of days long past.
    expect(portal.heard.notifications).toEqual([]);
    const [audited] = await portal.knex('audit_log');
    expect(audited).toMatchObject({ action: 'anomaly-acknowledge' });
  });

  it('looks again when late usage changes a day; what was looked at stays', async () => {
    await live({ 20: 0, 40: 300 });
    await look();
    const found = await list();
    expect(found.map(({ day }) => day)).toEqual([dayText(20), dayText(40)]);
    await portal
      .as(AGENCY)
      .post(`/anomalies/${found[1].id}/acknowledge`, {})
      .expect(200);
    // Both are put right: what had been missing comes, what was too much goes.
    const usual = (daysAgo: number) =>
      [2, 3].includes((YESTERDAY - daysAgo) % 7) ? 12 : 20;
    await seedCharges(
      portal.knex,
      [
        { daysAgo: 20, euros: usual(20) },
        { daysAgo: 40, euros: usual(40) - 300 },
      ].map(({ daysAgo, euros }) => ({
        allocation,
        day: dayOfNumber(YESTERDAY - daysAgo),
        billedMonth: 209901,
        amount: euros * 1_000_000,
        component: 'storage',
        type: 'usage',
        meter: 1,
        unit: 'GB',
        quantity: String(euros * 100_000_000),
      })),
    );
    await look();
    expect((await list()).map(({ day }) => day)).toEqual([dayText(40)]);
  });

  it('says where it has not looked yet, to those whose money it is', async () => {
    const isPending = async (query = '', person = AGENCY) => {
      const path = `/anomalies${query}`;
      return (await portal.as(person).get(path).expect(200)).body.pending;
    };
    expect(await isPending()).toBe(false);
    await live({ 1: 300 });
    expect(await isPending()).toBe(true);
    expect(await isPending('', 'uwe.fremd')).toBe(false);
    expect(await isPending('?system=system:default/bezuege')).toBe(false);
    await look();
    expect(await isPending()).toBe(false);

    // Today is not over, and late usage changes one day only.
    const late = (daysAgo: number) =>
      seedCharges(portal.knex, [
        {
          allocation,
          day: dayOfNumber(YESTERDAY - daysAgo),
          billedMonth: 209901,
          amount: 1,
        },
      ]);
    await late(-1);
    expect(await isPending()).toBe(false);
    await late(20);
    expect(await isPending()).toBe(true);
    expect(await isPending(`?from=${dayText(20)}&to=${dayText(20)}`)).toBe(
      true,
    );
    expect(await isPending(`?from=${dayText(19)}`)).toBe(false);
    await look();
    expect(await isPending()).toBe(false);
  });
});
