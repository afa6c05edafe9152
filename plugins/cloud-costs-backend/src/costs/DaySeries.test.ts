import fc from 'fast-check';
import { DaySeries } from './DaySeries';
import { ExactSums, LARGEST_ADDEND } from './ExactSums';

const FIRST = 20_000;
const DAYS = 40;
/** Intervals of several days, a day each, and one of all. */
const intervals = [
  { bounds: [FIRST + 3, FIRST + 4, FIRST + 20, FIRST + DAYS - 5] },
  { bounds: Array.from({ length: DAYS }, (_, day) => FIRST - 2 + day) },
  { bounds: [FIRST - 5, FIRST + DAYS] },
];
const [days] = intervals;

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
    fc.property(
      fc.array(entries, { maxLength: 8 }),
      fc.constantFrom(...intervals),
      (all, { bounds }) => {
        const sums = new ExactSums(bounds.length - 1);
        const whole = new ExactSums(1);
        const expected = bounds.slice(1).map(() => 0n);
        for (const ofOne of all) {
          const series = new DaySeries('base', 'EUR', FIRST, 10);
          for (const [day, one] of ofOne) {
            series.add(FIRST + day, String(one));
            // What has been added up once must follow.
            series.addTo(new ExactSums(expected.length), { bounds });
            const index = bounds.findIndex(bound => bound > FIRST + day) - 1;
            if (index >= 0) expected[index] += one;
          }
          series.copy().addTo(sums, { bounds }, whole);
        }
        expect(sums.amounts()).toEqual(expected);
        expect(whole.amounts()).toEqual([
          expected.reduce((sum, one) => sum + one, 0n),
        ]);
      },
    ),
  );
});

it('stays exact where so many days are kept that a double could not tell their sum', () => {
  const series = new DaySeries('base', 'EUR', FIRST, 6_000);
  for (let day = 0; day < 6_000; day += 1) {
    series.add(FIRST + day, String(LARGEST_ADDEND - (day % 2)));
  }
  const sums = new ExactSums(2);
  series.addTo(sums, { bounds: [FIRST + 2_500, FIRST + 5_999, FIRST + 6_000] });
  expect(sums.amounts()).toEqual([
    3_499n * BigInt(LARGEST_ADDEND) - 1_749n,
    BigInt(LARGEST_ADDEND) - 1n,
  ]);
});

it('knows days that are zero, also where amounts cancel each other out', () => {
  const series = new DaySeries('base', 'EUR', FIRST, 10);
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
