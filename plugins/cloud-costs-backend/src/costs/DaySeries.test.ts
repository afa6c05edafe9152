import fc from 'fast-check';
import { DaySeries } from './DaySeries';
import { ExactSums, LARGEST_ADDEND } from './ExactSums';

const FIRST = 20_000;
const DAYS = 40;
const days = {
  from: FIRST + 3,
  to: FIRST + DAYS - 5,
  size: 4,
  intervals: Uint16Array.from({ length: DAYS }, (_, day) => day % 4),
};

/** From small ones to those that need all 64 bits, and about where the way changes. */
const amount = fc.oneof(
  fc.bigInt({ min: -1_000n, max: 1_000_000n }),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  fc.bigInt({
    min: BigInt(LARGEST_ADDEND) - 2n,
    max: BigInt(LARGEST_ADDEND) + 2n,
  }),
);
const entries = fc.array(fc.tuple(fc.integer({ min: -2, max: 45 }), amount), {
  maxLength: 120,
});

it('adds days up as BigInt does, whatever their size', () => {
  fc.assert(
    fc.property(fc.array(entries, { maxLength: 8 }), all => {
      const sums = new ExactSums(days.size);
      const whole = new ExactSums(1);
      const expected = [0n, 0n, 0n, 0n];
      for (const ofOne of all) {
        const series = new DaySeries(
          'base',
          'EUR',
          FIRST,
          new Float64Array(10),
        );
        for (const [day, one] of ofOne) {
          series.add(FIRST + day, String(one));
          const index = FIRST + day - days.from;
          if (index >= 0 && FIRST + day <= days.to) expected[index % 4] += one;
        }
        series.copy().addTo(sums, days, whole);
      }
      expect(sums.amounts()).toEqual(expected);
      expect(whole.amounts()).toEqual([
        expected.reduce((sum, one) => sum + one, 0n),
      ]);
    }),
  );
});

it('knows days that are zero, also where amounts cancel each other out', () => {
  const series = new DaySeries('base', 'EUR', FIRST, new Float64Array(10));
  expect(series.hasAny(days)).toBe(false);
  series.add(FIRST + 1, '5');
  expect(series.hasAny(days)).toBe(false);
  series.add(FIRST + 4, String(2n ** 60n));
  expect(series.hasAny(days)).toBe(true);
  const before = series.copy();
  series.add(FIRST + 4, String(-(2n ** 60n)));
  expect(series.hasAny(days)).toBe(false);
  expect(before.hasAny(days)).toBe(true);
});
