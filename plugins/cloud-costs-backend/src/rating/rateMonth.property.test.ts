import type {
  PriceComponent,
  PriceTier,
  TimeBand,
  Weekday,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import * as fc from 'fast-check';
import { HOUR_MS } from '../calendar';
import { formatDecimal, parseDecimal } from '../money';
import { explainComponent } from './explainComponent';
import { oraclePrice, type OracleUsage } from './__testUtils__/oracle';
import {
  allocationOf,
  berlin,
  inputOf,
  rate,
  segmentOf,
  sum,
} from './__testUtils__/rate';

// Months of 743, 744, 745, 720 and 672 hours.
const month = fc.constantFrom(202603, 202601, 202610, 202611, 202602);
const decimal = (max: bigint, min = 0n) =>
  fc.bigInt({ min, max }).map(value => formatDecimal(value));
const price = fc.oneof(
  decimal(5_000_000n),
  fc.constantFrom('0', '0.000001', '0.333333', '999999999999.999999'),
);
const quantity = fc.oneof(
  decimal(100_000_000n),
  fc.constantFrom('0', '0.000001', '1000000000'),
);

const usageIn = (of: number): fc.Arbitrary<OracleUsage[]> => {
  const { fromMs, toMs } = berlin.monthBounds(of);
  return fc.array(
    fc.record({
      hourMs: fc
        .nat({ max: (toMs - fromMs) / HOUR_MS - 1 })
        .map(hour => fromMs + hour * HOUR_MS),
      quantity,
    }),
    { maxLength: 60 },
  );
};

const tiers: fc.Arbitrary<PriceTier[]> = fc
  .uniqueArray(fc.bigInt({ min: 1n, max: 3_000_000_000n }), { maxLength: 5 })
  .chain(edges => {
    const ordered = [0n, ...edges.sort((a, b) => (a < b ? -1 : 1))].map(edge =>
      formatDecimal(edge),
    );
    return fc.tuple(
      ...ordered.map((from, index) =>
        fc.record(
          {
            from: fc.constant(from),
            ...(index + 1 < ordered.length
              ? { to: fc.constant(ordered[index + 1]) }
              : {}),
            price,
            fee: price,
          },
          { requiredKeys: ['from', 'price'] },
        ),
      ),
    );
  })
  .map(list =>
    // `to` must be there for all but the last.
    list.map((tier, index) =>
      index + 1 < list.length ? { ...tier, to: list[index + 1].from } : tier,
    ),
  );

const WEEK: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
// One band for each day at the most, so that none overlap.
const timeBands: fc.Arbitrary<TimeBand[]> = fc.subarray(WEEK).chain(days =>
  fc.tuple(
    ...days.map(day =>
      fc
        .tuple(fc.nat({ max: 23 }), fc.integer({ min: 1, max: 24 }), price)
        .map(([from, length, bandPrice]) => ({
          days: [day],
          from: `${String(from).padStart(2, '0')}:00`,
          to: `${String(Math.min(24, from + length)).padStart(2, '0')}:00`,
          price: bandPrice,
        })),
    ),
  ),
);

const usageBase = {
  id: fc.constant('usage'),
  type: fc.constant('usage' as const),
  meter: fc.constant('meter'),
  unit: fc.constant('unit'),
  per: fc.constantFrom('1', '3', '730', '0.7', '1000000'),
  freeAllowance: fc.oneof(quantity, fc.constant('0')),
  minimum: price,
};
const usageComponent: fc.Arbitrary<PriceComponent> = fc.oneof(
  fc.record({
    ...usageBase,
    model: fc.constant('flat' as const),
    price,
    timeBands,
  }),
  fc.record({
    ...usageBase,
    model: fc.constantFrom('graduated' as const, 'volume' as const),
    tiers,
  }),
  fc.record({
    ...usageBase,
    model: fc.constant('package' as const),
    packageSize: decimal(50_000_000n, 1n),
    price,
  }),
);
const timeComponent: fc.Arbitrary<PriceComponent> = fc.oneof(
  fc.record({
    id: fc.constant('hours'),
    type: fc.constant('allocation' as const),
    pricePerHour: price,
    timeBands,
  }),
  fc.record({
    id: fc.constant('fixed'),
    type: fc.constant('recurring' as const),
    price,
    period: fc.constantFrom('day' as const, 'month' as const),
    proration: fc.constant('exact' as const),
  }),
);

const scenario = (component: fc.Arbitrary<PriceComponent>) =>
  month.chain(of =>
    fc.record({
      month: fc.constant(of),
      component,
      usage: usageIn(of),
      // Seconds into the month, of begin and end.
      begin: fc.nat({ max: 20 * 86_400 }),
      length: fc.integer({ min: 1, max: 40 * 86_400 }),
    }),
  );

it.each([
  ['usage', usageComponent, 400],
  ['time', timeComponent, 150],
] as const)(
  'costs by %s on every day exactly what decimals say',
  (_, component, numRuns) => {
    fc.assert(
      fc.property(scenario(component), one => {
        const bounds = berlin.monthBounds(one.month);
        const fromMs = bounds.fromMs + one.begin * 1000;
        const toMs = fromMs + one.length * 1000;
        const lived = one.usage.filter(
          ({ hourMs }) => hourMs + HOUR_MS > fromMs && hourMs < toMs,
        );
        const charges = rate({
          segments: [segmentOf([one.component])],
          month: one.month,
          allocation: allocationOf({ fromMs, toMs }),
          usage: lived,
        });
        const oracle = {
          component: one.component,
          zone: 'Europe/Berlin',
          fromMs,
          usage: lived,
        };
        const through = (ms: number) =>
          oraclePrice(oracle, Math.min(ms, toMs, bounds.toMs));
        const amounts = new Map(
          charges.map(({ day, amount }) => [day, amount]),
        );
        for (const day of berlin.daysOfMonth(one.month)) {
          const { fromMs: begin, toMs: end } = berlin.dayBounds(day);
          const expected =
            begin >= toMs || end <= fromMs ? 0n : through(end) - through(begin);
          expect([day, amounts.get(day) ?? 0n]).toEqual([day, expected]);
        }
        expect(sum(charges)).toBe(through(bounds.toMs));
      }),
      { numRuns },
    );
  },
);

it('costs the same however usage is split and ordered', () => {
  fc.assert(
    fc.property(
      scenario(usageComponent),
      fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
      (one, keys) => {
        const segments = [segmentOf([one.component])];
        const halves = one.usage.flatMap(({ hourMs, quantity: all }) => {
          const half = parseDecimal(all) / 2n;
          return [half, parseDecimal(all) - half].map(part => ({
            hourMs,
            quantity: formatDecimal(part),
          }));
        });
        const shuffled = halves
          .map((usage, index) => ({ usage, key: keys[index % 60] * 7 + index }))
          .sort((a, b) => (a.key % 101) - (b.key % 101))
          .map(({ usage }) => usage);
        expect(rate({ segments, month: one.month, usage: shuffled })).toEqual(
          rate({ segments, month: one.month, usage: one.usage }),
        );
      },
    ),
    { numRuns: 150 },
  );
});

it('costs at each edge of a tier, and a micro-unit beside it, what decimals say', () => {
  fc.assert(
    fc.property(
      tiers,
      fc.constantFrom('graduated' as const, 'volume' as const),
      (list, model) => {
        const component: PriceComponent = {
          id: 'usage',
          type: 'usage',
          meter: 'meter',
          unit: 'unit',
          model,
          tiers: list,
        };
        const { fromMs, toMs } = berlin.monthBounds(202611);
        for (const { from } of list) {
          for (const beside of [-1n, 0n, 1n]) {
            const total = parseDecimal(from) + beside;
            if (total < 0n) continue;
            const usage = [{ hourMs: fromMs, quantity: formatDecimal(total) }];
            expect(
              sum(
                rate({
                  segments: [segmentOf([component])],
                  month: 202611,
                  usage,
                }),
              ),
            ).toBe(
              oraclePrice(
                { component, zone: 'Europe/Berlin', fromMs, usage },
                toMs,
              ),
            );
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('explains every amount by steps that add up to it', () => {
  fc.assert(
    fc.property(scenario(fc.oneof(usageComponent, timeComponent)), one => {
      const { fromMs } = berlin.monthBounds(one.month);
      const options = {
        segments: [
          segmentOf([one.component], {
            discounts: [
              {
                id: 'less',
                customerRef: 'group:default/agency',
                percent: '12.345678',
              },
            ],
          }),
        ],
        month: one.month,
        usage: one.usage,
        allocation: allocationOf({
          fromMs: fromMs + one.begin * 1000,
          toMs: fromMs + (one.begin + one.length) * 1000,
        }),
      };
      const charges = rate(options);
      for (const component of [one.component.id, `${one.component.id}~less`]) {
        const explanation = explainComponent({
          ...inputOf(options),
          priceListId: 1,
          component,
        });
        const charged = sum(
          charges.filter(charge => charge.component === component),
        );
        expect(explanation?.amount).toBe(charged);
        expect(
          explanation?.steps.reduce((all, step) => all + step.amount, 0n),
        ).toBe(charged);
        // What rounding leaves is less than a micro-unit for each step.
        const rounding = explanation?.steps.find(
          step => step.kind === 'rounding',
        );
        expect(Math.abs(Number(rounding?.amount ?? 0n))).toBeLessThanOrEqual(9);
      }
    }),
    { numRuns: 150 },
  );
});
