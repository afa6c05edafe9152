import type { PriceComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { HOUR_MS } from '../calendar';
import { parseDecimal } from '../money';
import {
  allocationOf,
  at,
  berlin,
  rate,
  segmentOf,
  SERVICE,
  sum,
} from './__testUtils__/rate';
import { rateMonth } from './rateMonth';
import type { HourUsage } from './types';

const money = parseDecimal;

const nightly: PriceComponent = {
  id: 'night',
  type: 'usage',
  meter: 'meter',
  unit: 'unit',
  model: 'flat',
  price: '100',
  timeBands: [{ days: ['sun'], from: '02:00', to: '03:00', price: '1' }],
};

const hourly: PriceComponent = {
  id: 'hours',
  type: 'allocation',
  pricePerHour: '1',
  timeBands: [{ days: ['sun'], from: '02:00', to: '03:00', price: '10' }],
};

function recurring(
  period: 'day' | 'month' | 'year',
  proration: 'exact' | 'full',
  price = '36',
): PriceComponent {
  return { id: 'base', type: 'recurring', price, period, proration };
}

const hoursOf = (month: number) => {
  const { fromMs, toMs } = berlin.monthBounds(month);
  return Array.from({ length: (toMs - fromMs) / HOUR_MS }, (_, hour) => ({
    hourMs: fromMs + hour * HOUR_MS,
    quantity: '1',
  }));
};

describe('when the clocks change', () => {
  it('prices a band over the missing hour without it, over the doubled hour twice', () => {
    const spring = hoursOf(202603);
    expect(spring).toHaveLength(743);
    // Five Sundays, one without the hour from two to three.
    expect(
      sum(
        rate({
          segments: [segmentOf([nightly])],
          month: 202603,
          usage: spring,
        }),
      ),
    ).toBe(money(String(739 * 100 + 4)));
    const autumn = hoursOf(202610);
    expect(autumn).toHaveLength(745);
    // Four Sundays, one with the hour twice.
    expect(
      sum(
        rate({
          segments: [segmentOf([nightly])],
          month: 202610,
          usage: autumn,
        }),
      ),
    ).toBe(money(String(740 * 100 + 5)));
  });

  it('counts hours of allocation as they pass', () => {
    const days = rate({ segments: [segmentOf([hourly])], month: 202610 });
    expect(days[23].amount).toBe(money(String(24)));
    expect(days[24]).toMatchObject({
      day: 20261025,
      quantity: money('25'),
      amount: money(String(23 + 2 * 10)),
    });
    expect(
      rate({ segments: [segmentOf([hourly])], month: 202603 })[28],
    ).toMatchObject({ day: 20260329, amount: money('23') });
  });

  it('charges a day in full whether it has 23 or 25 hours, and half of it by the second', () => {
    for (const [month, day, half] of [
      [202603, 20260329, 11.5],
      [202610, 20261025, 12.5],
    ]) {
      const { fromMs } = berlin.dayBounds(day);
      const segments = [segmentOf([recurring('day', 'exact')])];
      const whole = rate({ segments, month });
      expect(whole.find(one => one.day === day)?.amount).toBe(money('36'));
      const allocation = allocationOf({
        fromMs,
        toMs: fromMs + half * HOUR_MS,
      });
      expect(sum(rate({ segments, month, allocation }))).toBe(money('18'));
    }
  });
});

describe('recurring prices', () => {
  it('add up to a year exactly, over months, days and the change of clocks', () => {
    const segments = [segmentOf([recurring('year', 'exact', '1000')])];
    let total = 0n;
    for (let month = 202601; month <= 202612; month += 1) {
      total += sum(rate({ segments, month }));
    }
    expect(total).toBe(money('1000'));
  });

  it('charge a time on the second', () => {
    const allocation = allocationOf({
      fromMs: at('2026-11-10T10:00:00.900+01:00'),
      toMs: at('2026-11-10T10:00:02.100+01:00'),
    });
    const segments = [segmentOf([recurring('month', 'exact', '2592')])];
    expect(sum(rate({ segments, month: 202611, allocation }))).toBe(
      money('0.002'),
    );
  });

  it('charge periods begun whole and once: in the first month of the year, at the price of that day', () => {
    const change = at('2026-07-01T00:00:00+02:00');
    const segments = [
      segmentOf([recurring('year', 'full', '100')], { toMs: change }),
      segmentOf([recurring('year', 'full', '200')], { id: 2, fromMs: change }),
    ];
    const allocation = allocationOf({
      fromMs: at('2026-05-04T08:00:00+02:00'),
    });
    const charges = [202605, 202606, 202607, 202608, 202701].flatMap(month =>
      rate({ segments, month, allocation }),
    );
    expect(charges.map(({ day, amount }) => [day, amount])).toEqual([
      [20260504, money('100')],
      [20270101, money('200')],
    ]);
  });

  it('charge a full period to whom it began with when parties change', () => {
    const segments = [segmentOf([recurring('month', 'full')])];
    const change = at('2026-11-10T12:00:00+01:00');
    const first = allocationOf({ toMs: change });
    const second = allocationOf({
      fromMs: change,
      begunBy: 'agreement',
      planSinceMs: first.fromMs,
    });
    const charged = (allocation: typeof first, month: number) =>
      sum(rate({ segments, month, allocation }));
    expect(charged(first, 202611)).toBe(money('36'));
    expect(charged(second, 202611)).toBe(0n);
    expect(charged(second, 202612)).toBe(money('36'));
    // Another plan is something else.
    expect(charged({ ...second, planSinceMs: change }, 202611)).toBe(
      money('36'),
    );
  });

  it('charge nothing for the future', () => {
    const asOfMs = at('2026-11-16T00:00:00+01:00');
    const exact = [segmentOf([recurring('month', 'exact', '30')])];
    expect(sum(rate({ segments: exact, month: 202611, asOfMs }))).toBe(
      money('15'),
    );
    const full = [segmentOf([recurring('day', 'full', '1')])];
    expect(sum(rate({ segments: full, month: 202611, asOfMs }))).toBe(
      money('15'),
    );
    expect(rate({ segments: exact, month: 202612, asOfMs })).toEqual([]);
  });
});

it('begins tiers, allowance and minimum anew with a version in the month, and leaves out what has no price', () => {
  const component = (price: string, minimum?: string): PriceComponent => ({
    ...nightly,
    model: 'flat',
    price,
    timeBands: undefined,
    freeAllowance: '10',
    minimum,
  });
  const second = at('2026-11-15T00:00:00+01:00');
  const end = at('2026-11-20T00:00:00+01:00');
  const charges = rate({
    month: 202611,
    usage: hoursOf(202611),
    segments: [
      segmentOf([component('1')], { toMs: second }),
      segmentOf([component('2', '500')], { id: 2, fromMs: second, toMs: end }),
    ],
  });
  const of = (id: number) => sum(charges.filter(one => one.priceListId === id));
  expect(of(1)).toBe(money(String(14 * 24 - 10)));
  expect(of(2)).toBe(money('500'));
  // The minimum is due on the first day; usage has not outgrown it.
  expect(charges.find(one => one.day === 20261115)?.amount).toBe(money('500'));
  expect(charges.some(one => one.day >= 20261120)).toBe(false);
});

it('charges what happens once where it happens, by how the allocation began', () => {
  const segments = [
    segmentOf([
      { id: 'setup', type: 'one-time', price: '25' },
      { id: 'change', type: 'plan-change', price: '10' },
    ]),
  ];
  const fromMs = at('2026-11-10T23:30:00+01:00');
  const charged = (begunBy: string) =>
    rate({
      segments,
      month: 202611,
      allocation: allocationOf({ fromMs, begunBy }),
    }).map(({ day, component, unit, quantity, amount }) => [
      day,
      component,
      unit,
      quantity,
      amount,
    ]);
  const one = money('1');
  expect(charged('provisioned')).toEqual([
    [20261110, 'setup', 'once', one, money('25')],
  ]);
  expect(charged('plan-changed')).toEqual([
    [20261110, 'change', 'once', one, money('10')],
  ]);
  expect(charged('agreement')).toEqual([]);
  expect(
    rate({ segments, month: 202612, allocation: allocationOf({ fromMs }) }),
  ).toEqual([]);
});

it('charges the change fee of an agreement when its next version begins, once', () => {
  const change = at('2026-11-15T00:00:00+01:00');
  const version = (id: number, validFrom: string, range: object) => {
    const segment = segmentOf(
      [
        { id: 'setup', type: 'one-time', price: '25' },
        { id: 'change', type: 'plan-change', price: '10' },
      ],
      { id, ...range },
    );
    const agreement = {
      customerRef: 'group:default/agency',
      systemRef: 'system:default/register',
    };
    return { ...segment, spec: { ...segment.spec, validFrom, agreement } };
  };
  const segments = [
    version(1, '2026-10-01', { toMs: change }),
    version(2, '2026-11-15', { fromMs: change }),
  ];
  const allocation = allocationOf({ fromMs: at('2026-10-01T00:00:00+02:00') });
  const charges = [202610, 202611, 202612, 202701].flatMap(month =>
    rate({ segments, month, allocation }),
  );
  expect(charges.map(one => [one.day, one.component])).toEqual([
    [20261001, 'setup'],
    [20261115, 'change'],
  ]);
});

it('gives discounts on lines of their own, whose days add up to the percentage of the month', () => {
  const discounts = [
    { id: 'rate', customerRef: 'group:default/agency', percent: '33.333333' },
    { id: 'other', customerRef: 'group:default/another', percent: '50' },
    {
      id: 'elsewhere',
      customerRef: 'group:default/agency',
      percent: '50',
      serviceRefs: ['cloudservice:default/else'],
    },
  ];
  const charges = rate({
    segments: [segmentOf([recurring('month', 'exact', '100')], { discounts })],
    month: 202611,
  });
  const off = charges.filter(one => one.type === 'discount');
  expect(off).toHaveLength(30);
  expect(new Set(off.map(one => one.component))).toEqual(
    new Set(['base~rate']),
  );
  expect(sum(off)).toBe(money('-33.333333'));
});

it('goes back when a correction does', () => {
  const component: PriceComponent = {
    ...nightly,
    model: 'package',
    packageSize: '10',
    price: '5',
  } as PriceComponent;
  const [first, second] = hoursOf(202611).filter((_, hour) => hour % 24 === 0);
  const charges = rate({
    segments: [segmentOf([component])],
    month: 202611,
    usage: [
      { ...first, quantity: '11' },
      { ...second, quantity: '-2' },
    ],
  });
  expect(charges.map(one => one.amount)).toEqual([money('10'), money('-5')]);
});

it('rates 200 instances of 5 components over 720 hours in a moment', () => {
  const usage = new Map<string, HourUsage[]>();
  const { fromMs } = berlin.monthBounds(202611);
  for (const meter of ['a', 'b', 'c', 'd', 'e']) {
    usage.set(
      meter,
      Array.from({ length: 720 }, (_, hour) => ({
        hourMs: fromMs + hour * HOUR_MS,
        quantity: BigInt(hour * 7919 + 1_000_000),
      })),
    );
  }
  const tiers = [
    { from: '0', to: '100', price: '0.3' },
    { from: '100', to: '2000', price: '0.2' },
    { from: '2000', price: '0.1' },
  ];
  const base = { type: 'usage', unit: 'unit' } as const;
  const segments = [
    segmentOf([
      { ...base, id: 'a', meter: 'a', model: 'graduated', tiers },
      { ...base, id: 'b', meter: 'b', model: 'flat', price: '0.01' },
      {
        ...nightly,
        id: 'c',
        meter: 'c',
      } as PriceComponent,
      { ...base, id: 'd', meter: 'd', model: 'volume', tiers },
      {
        ...base,
        id: 'e',
        meter: 'e',
        model: 'package',
        packageSize: '7',
        price: '1',
      },
    ]),
  ];
  const all = () => {
    for (let instance = 0; instance < 200; instance += 1) {
      rateMonth({
        allocation: allocationOf({ serviceRef: SERVICE }),
        month: 202611,
        calendar: berlin,
        segments,
        usage,
        asOfMs: Infinity,
      });
    }
  };
  all();
  const before = process.cpuUsage();
  all();
  // Some 30 ms in plain Node; ten times that under Jest, whose globals are slow,
  // and more where the machine is busy. What is guarded is the order of growth.
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000);
});
