import type {
  PriceComponent,
  PriceTier,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import { parseDecimal } from '../money';
import { allocationOf, at, rate, segmentOf, sum } from './__testUtils__/rate';

/*
 * Sums that were worked out by hand. Everything is in Europe/Berlin; amounts are
 * in units of the currency with six decimal places.
 */
const money = parseDecimal;
const MONTH = 202611;
const used = (...quantities: string[]) =>
  quantities.map((quantity, day) => ({
    hourMs: at(`2026-11-${String(day + 1).padStart(2, '0')}T09:00:00+01:00`),
    quantity,
  }));
const usage = {
  id: 'use',
  type: 'usage',
  meter: 'meter',
  unit: 'unit',
} as const;
const costOf = (component: PriceComponent, ...quantities: string[]) =>
  sum(
    rate({
      segments: [segmentOf([component])],
      month: MONTH,
      usage: used(...quantities),
    }),
  );
const tiers: PriceTier[] = [
  { from: '0', to: '10', price: '3' },
  { from: '10', to: '100', price: '2', fee: '5' },
  { from: '100', price: '1' },
];

it.each([
  // 9.999999 × 3; 10 × 3; and the fee of 5 from the next millionth on, at 2.
  ['9.999999', '29.999997'],
  ['10', '30'],
  ['10.000001', '35.000002'],
  // 30 + 5 + 90 × 2, then 1 for each; one millionth below is 0.000002 less.
  ['99.999999', '214.999998'],
  ['100', '215'],
  ['100.000001', '215.000001'],
])('graduated: %s cost %s, however they come', (quantity, cost) => {
  const component: PriceComponent = { ...usage, model: 'graduated', tiers };
  expect(costOf(component, quantity)).toBe(money(cost));
  // A correction that crosses the boundary and comes back.
  expect(costOf(component, quantity, '500', '-500')).toBe(money(cost));
  expect(costOf(component, '500', quantity, '-500')).toBe(money(cost));
});

it.each([
  // Everything at the price of the tier in which the sum ends.
  ['9.999999', '29.999997'],
  ['10', '30'],
  // 10.000001 × 2 + 5: less for each, and the fee.
  ['10.000001', '25.000002'],
  // 100 × 2 + 5; a millionth more is 100.000001 × 1.
  ['100', '205'],
  ['100.000001', '100.000001'],
])('volume: %s cost %s, however they come', (quantity, cost) => {
  const component: PriceComponent = { ...usage, model: 'volume', tiers };
  expect(costOf(component, quantity)).toBe(money(cost));
  expect(costOf(component, quantity, '500', '-500')).toBe(money(cost));
});

it.each([
  ['0', '0'],
  ['0.000001', '4'],
  ['7', '4'],
  ['7.000001', '8'],
  ['14', '8'],
])('packages of 7 are begun whole: %s cost %s', (quantity, cost) => {
  const component: PriceComponent = {
    ...usage,
    model: 'package',
    packageSize: '7',
    price: '4',
  };
  expect(costOf(component, quantity)).toBe(money(cost));
  // A package that a correction empties is given back.
  expect(costOf(component, quantity, '0.000001', '-0.000001')).toBe(
    money(cost),
  );
});

it.each([
  // Ten are free; below the minimum of 6, which is 3 paid units, it is 6.
  ['0', '6'],
  ['10', '6'],
  ['12.999999', '6'],
  ['13', '6'],
  ['13.000001', '6.000002'],
  ['20', '20'],
])(
  'after ten that are free, and 6 at the least: %s cost %s',
  (quantity, cost) => {
    const component: PriceComponent = {
      ...usage,
      model: 'flat',
      price: '2',
      freeAllowance: '10',
      minimum: '6',
    };
    expect(costOf(component, quantity)).toBe(money(cost));
    expect(costOf(component, quantity, '-1', '1')).toBe(money(cost));
  },
);

describe('a fee for a month', () => {
  const fee = (proration: 'exact' | 'full', price: string): PriceComponent => ({
    id: 'base',
    type: 'recurring',
    period: 'month',
    proration,
    price,
  });
  const cost = (
    component: PriceComponent,
    month: number,
    fromMs: number,
    toMs?: number,
  ) =>
    sum(
      rate({
        segments: [segmentOf([component])],
        month,
        allocation: allocationOf({ fromMs, toMs }),
      }),
    );

  it('is by the second of the month’s own length, in leap years too', () => {
    // One second of 29 × 86,400 = 2,505,600 in February 2028.
    const from = at('2028-02-28T23:59:59+01:00');
    const to = at('2028-02-29T00:00:00+01:00');
    expect(cost(fee('exact', '2.5056'), 202802, from, to)).toBe(
      money('0.000001'),
    );
    // One day of 29 in a leap year, of 28 in the year before.
    const day = (text: string) => [
      at(`${text}T00:00:00+01:00`),
      at(`${text}T24:00:00+01:00`),
    ];
    const [begin, end] = day('2028-02-29');
    expect(cost(fee('exact', '29'), 202802, begin, end)).toBe(money('1'));
    const [first, last] = day('2027-02-28');
    expect(cost(fee('exact', '28'), 202702, first, last)).toBe(money('1'));
  });

  it('is by the second of 31 days less or more an hour when clocks change', () => {
    // March 2026 has 743 hours, October 745: what an hour of each costs.
    expect(
      cost(
        fee('exact', '743'),
        202603,
        at('2026-03-29T01:00:00+01:00'),
        at('2026-03-29T03:00:00+02:00'),
      ),
    ).toBe(money('1'));
    // From two o'clock of summer time until three: twice the hour.
    expect(
      cost(
        fee('exact', '745'),
        202610,
        at('2026-10-25T02:00:00+02:00'),
        at('2026-10-25T03:00:00+01:00'),
      ),
    ).toBe(money('2'));
  });

  it('is due whole for one second, where it is for periods begun', () => {
    const from = at('2026-11-30T23:59:59+01:00');
    expect(cost(fee('full', '12.34'), MONTH, from)).toBe(money('12.34'));
    // 12.34 ÷ 2,592,000 = 0.00000476…, which rounds to 0.000005.
    expect(cost(fee('exact', '12.34'), MONTH, from)).toBe(money('0.000005'));
  });

  it('follows a price that changes in mid-month, by the second', () => {
    const change = at('2026-11-16T00:00:00+01:00');
    const segments = (proration: 'exact' | 'full') => [
      segmentOf([fee(proration, '30')], { toMs: change }),
      segmentOf([fee(proration, '60')], { id: 2, fromMs: change }),
    ];
    const whole = (proration: 'exact' | 'full') =>
      sum(rate({ segments: segments(proration), month: MONTH }));
    // Fifteen days at one a day, fifteen at two.
    expect(whole('exact')).toBe(money('45'));
    // The month began at 30.
    expect(whole('full')).toBe(money('30'));
  });

  it('is lowered by what is agreed, and a plan change costs its fee once', () => {
    const components = [
      fee('exact', '30'),
      { id: 'change', type: 'plan-change', price: '9.99' } as const,
    ];
    const discounts = [
      { id: 'agreed', customerRef: 'group:default/agency', percent: '10' },
    ];
    const charges = rate({
      segments: [segmentOf([...components], { discounts })],
      month: MONTH,
      allocation: allocationOf({
        fromMs: at('2026-11-21T00:00:00+01:00'),
        begunBy: 'plan-changed',
      }),
    });
    // Ten days at one, and the change: 19.99; a tenth of it is 1.999.
    expect(sum(charges)).toBe(money('17.991'));
  });
});
