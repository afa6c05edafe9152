import type { PriceComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import * as fc from 'fast-check';
import { parseDecimal } from '../money';
import {
  month as anyMonth,
  timeComponent,
  usageComponent,
  usageIn,
} from './__testUtils__/arbitraries';
import { allocationOf, berlin, inputOf, segmentOf } from './__testUtils__/rate';
import { rateMonth } from './rateMonth';
import type { RatedCharge } from './types';
import {
  type ChargedQuantity,
  metersOf,
  usageLineKey,
  withUsageBefore,
} from './usageBefore';

const discounts = [
  { id: 'less', customerRef: 'group:default/agency', percent: '12.345678' },
];

const scenario = anyMonth.chain(month =>
  fc.record({
    month: fc.constant(month),
    // Two of the same meter: one may be priced by the hour and the other not.
    components: fc
      .tuple(usageComponent, usageComponent, timeComponent)
      .map(([one, other, time]): PriceComponent[] => [
        one,
        { ...other, id: 'other' },
        time,
      ]),
    usage: usageIn(month),
    corrected: fc.boolean(),
    // Days on which another price list begins: the first, the second, the first again.
    changes: fc.tuple(
      fc.integer({ min: 2, max: 15 }),
      fc.integer({ min: 16, max: 27 }),
    ),
    // Seconds into the month, of begin and end.
    begin: fc.integer({ min: -40 * 86_400, max: 20 * 86_400 }),
    length: fc.integer({ min: 1, max: 80 * 86_400 }),
    fromDay: fc.integer({ min: 1, max: 28 }),
  }),
);

function inputFor(
  one: typeof scenario extends fc.Arbitrary<infer T> ? T : never,
) {
  const { month, components, corrected } = one;
  const bounds = berlin.monthBounds(month);
  const [second, third] = one.changes.map(
    day => berlin.dayBounds(month * 100 + day).fromMs,
  );
  const fromMs = bounds.fromMs + one.begin * 1000;
  const input = inputOf({
    month,
    usage: one.usage,
    segments: [
      segmentOf(components, { id: 1, toMs: second, discounts }),
      segmentOf(components, { id: 2, fromMs: second, toMs: third }),
      segmentOf(components, { id: 1, fromMs: third, discounts }),
    ],
    allocation: allocationOf({ fromMs, toMs: fromMs + one.length * 1000 }),
  });
  const usage = (input.usage.get('meter') ?? []).map((used, index) =>
    corrected && index % 3 === 0
      ? { ...used, quantity: -used.quantity / 2n }
      : used,
  );
  return { ...input, usage: new Map([['meter', usage]]) };
}

/** As it is read from the charges that are stored. */
function quantitiesOf(charges: RatedCharge[]): Map<string, ChargedQuantity[]> {
  const lines = new Map<string, ChargedQuantity[]>();
  for (const charge of charges) {
    if (charge.type !== 'usage') continue;
    const key = usageLineKey(charge);
    lines.set(key, [...(lines.get(key) ?? []), charge]);
  }
  return lines;
}

it('costs from a day on what it costs when all of the month is read', () => {
  let hourly = 0;
  let summed = 0;
  fc.assert(
    fc.property(scenario, one => {
      const whole = inputFor(one);
      const fromDay = one.month * 100 + one.fromDay;
      const beginMs = berlin.dayBounds(fromDay).fromMs;
      const charges = rateMonth(whole);
      const byHour = metersOf(whole).get('meter') === 'hours';
      if (byHour) hourly += 1;
      else summed += 1;
      const usage = whole.usage.get('meter') ?? [];
      const read = byHour
        ? usage
        : usage.filter(({ hourMs }) => hourMs >= beginMs);
      const before = quantitiesOf(charges.filter(({ day }) => day < fromDay));
      const partial = withUsageBefore(
        { ...whole, usage: new Map([['meter', read]]) },
        fromDay,
        before,
      );
      const since = (charge: RatedCharge) => charge.day >= fromDay;
      expect(rateMonth(partial).filter(since)).toEqual(charges.filter(since));
    }),
    { numRuns: 400 },
  );
  expect(Math.min(hourly, summed)).toBeGreaterThan(40);
});

it('costs the same when it was used at once, long before', () => {
  const component: PriceComponent = {
    id: 'usage',
    type: 'usage',
    meter: 'meter',
    unit: 'unit',
    model: 'graduated',
    tiers: [
      { from: '0', to: '10', price: '1' },
      { from: '10', price: '0.5', fee: '3' },
    ],
  };
  const input = inputOf({
    month: 202603,
    segments: [segmentOf([component])],
    // Read from the day on only.
    usage: [{ hourMs: berlin.dayBounds(20260330).fromMs, quantity: '4' }],
  });
  const before = new Map([
    [
      usageLineKey({ priceListId: 1, component: 'usage' }),
      [
        { day: 20260302, quantity: parseDecimal('5') },
        { day: 20260329, quantity: parseDecimal('3') },
      ],
    ],
  ]);
  const charges = rateMonth(withUsageBefore(input, 20260330, before));
  // Eight before, so two in the first tier, two in the second, and its fee.
  expect(charges.filter(({ day }) => day >= 20260330)).toEqual([
    expect.objectContaining({ day: 20260330, amount: parseDecimal('6') }),
  ]);
});
