import type {
  PriceComponent,
  PriceTier,
  TimeBand,
  Weekday,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import * as fc from 'fast-check';
import { HOUR_MS } from '../../calendar';
import { formatDecimal } from '../../money';
import type { OracleUsage } from './oracle';
import { berlin } from './rate';

/** Months of 743, 744, 745, 720 and 672 hours. */
export const month = fc.constantFrom(202603, 202601, 202610, 202611, 202602);
const decimal = (max: bigint, min = 0n) =>
  fc.bigInt({ min, max }).map(value => formatDecimal(value));
export const price = fc.oneof(
  decimal(5_000_000n),
  fc.constantFrom('0', '0.000001', '0.333333', '999999999999.999999'),
);
const quantity = fc.oneof(
  decimal(100_000_000n),
  fc.constantFrom('0', '0.000001', '1000000000'),
);

export const usageIn = (of: number): fc.Arbitrary<OracleUsage[]> => {
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

export const tiers: fc.Arbitrary<PriceTier[]> = fc
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
export const usageComponent: fc.Arbitrary<PriceComponent> = fc.oneof(
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
export const timeComponent: fc.Arbitrary<PriceComponent> = fc.oneof(
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

export const scenario = (component: fc.Arbitrary<PriceComponent>) =>
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
