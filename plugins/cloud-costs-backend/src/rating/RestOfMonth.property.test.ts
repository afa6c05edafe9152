import type { PriceComponent } from '@dualcloud/backstage-plugin-cloud-costs-common';
import * as fc from 'fast-check';
import { HOUR_MS } from '../calendar';
import { parseDecimal } from '../money';
import { sumParts } from '../rollup/hours';
import {
  month as anyMonth,
  timeComponent,
  usageComponent,
  usageIn,
} from './__testUtils__/arbitraries';
import { allocationOf, berlin, inputOf, segmentOf } from './__testUtils__/rate';
import { MonthFrame } from './MonthFrame';
import { rateMonth } from './rateMonth';
import { type MeterUsage, RestOfMonth, usageLineKey } from './RestOfMonth';
import type { HourUsage, RatedCharge, RateInput } from './types';

const DAY_MS = 24 * HOUR_MS;

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
function chargedBefore(
  rest: RestOfMonth,
  charges: RatedCharge[],
  fromDay: number,
): Map<string, bigint> {
  const lines = new Map<string, bigint>();
  const since = new Map(
    rest.listsBefore().map(list => [list.priceListId, list.firstDay]),
  );
  for (const charge of charges) {
    const firstDay = since.get(charge.priceListId) ?? Infinity;
    if (charge.type !== 'usage' || charge.day < firstDay) continue;
    if (charge.day >= fromDay) continue;
    const key = usageLineKey(charge);
    lines.set(key, (lines.get(key) ?? 0n) + charge.quantity);
  }
  return lines;
}

/** As it is read from rows of `usage_days`. */
function readAs(
  { usage }: RateInput,
  { fromMs, toMs, parts, ifNegative }: MeterUsage,
): HourUsage[] {
  const days = new Map<number, bigint[]>();
  for (const { hourMs, quantity } of usage.get('meter') ?? []) {
    const day = Math.floor(hourMs / DAY_MS);
    const hours = days.get(day) ?? new Array<bigint>(24).fill(0n);
    days.set(day, hours);
    hours[(hourMs % DAY_MS) / HOUR_MS] += quantity;
  }
  const hoursUntil = (ms: number, day: number) =>
    Math.min(24, Math.max(0, (ms - day * DAY_MS) / HOUR_MS));
  const rows = [...days].map(([day, hours]) => ({ day, text: hours.join() }));
  const told = rows.some(({ text }) => text.includes('-')) ? ifNegative : parts;
  return rows.flatMap(({ day, text }) =>
    sumParts(text, told.ofDay(day), {
      from: hoursUntil(fromMs, day),
      end: hoursUntil(toMs, day),
    }).map(({ hour, quantity }) => ({
      hourMs: day * DAY_MS + hour * HOUR_MS,
      quantity,
    })),
  );
}

it('costs from a day on what it costs when all of the month is read', () => {
  let hourly = 0;
  let summed = 0;
  fc.assert(
    fc.property(scenario, one => {
      const whole = inputFor(one);
      const fromDay = one.month * 100 + one.fromDay;
      const charges = rateMonth(whole);
      const rest = RestOfMonth.of(whole, fromDay);
      const meter = rest.meters.get('meter');
      const { eachDay } = MonthFrame.of(berlin, one.month);
      if (meter && meter.ifNegative !== eachDay) hourly += 1;
      else summed += 1;
      const read = meter ? readAs(whole, meter) : [];
      const before = chargedBefore(rest, charges, fromDay);
      const partial = rest.inputWith(new Map([['meter', read]]), before);
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
    [usageLineKey({ priceListId: 1, component: 'usage' }), parseDecimal('8')],
  ]);
  const rest = RestOfMonth.of(input, 20260330);
  const charges = rateMonth(rest.inputWith(input.usage, before));
  // Eight before, so two in the first tier, two in the second, and its fee.
  expect(charges.filter(({ day }) => day >= 20260330)).toEqual([
    expect.objectContaining({ day: 20260330, amount: parseDecimal('6') }),
  ]);
});
