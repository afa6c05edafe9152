import fc from 'fast-check';
import { DaySeries } from './DaySeries';
import { RunningSums } from './RunningSums';

const FIRST = 20_000;
const DAYS = 40;
const period = { from: FIRST + 3, end: FIRST + DAYS - 5 };

/** Several days, one, all and more, and none at all. */
const range = fc.oneof(
  fc.constantFrom(
    period,
    { from: FIRST - 5, end: FIRST + DAYS + 20 },
    { from: FIRST - 90, end: FIRST - 60 },
    { from: FIRST + 90, end: FIRST + 120 },
  ),
  fc
    .tuple(fc.integer({ min: -5, max: 50 }), fc.integer({ min: 0, max: 20 }))
    .map(([from, days]) => ({ from: FIRST + from, end: FIRST + from + days })),
);

/** From small ones to those of which several do not fit into 64 bits. */
const amount = fc.oneof(
  fc.bigInt({ min: -1_000n, max: 1_000_000n }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);
const entries = fc.array(fc.tuple(fc.integer({ min: -2, max: 45 }), amount), {
  maxLength: 120,
});

it('adds days up as BigInt does, whatever their size', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(entries, { maxLength: 4 }), { maxLength: 4 }),
      range,
      (all, { from, end }) => {
        let expected = 0n;
        const groups = all.map(ofGroup => {
          const series = ofGroup.map(ofOne => {
            const one = new DaySeries('base', 'EUR', FIRST, 10);
            for (const [day, value] of ofOne) {
              one.add(FIRST + day, String(value));
              if (FIRST + day >= from && FIRST + day < end) expected += value;
            }
            return one;
          });
          return RunningSums.of(series.map(one => one.copy()));
        });
        const sum = (from_: number, end_: number) =>
          groups.reduce(
            (known, one) => known + one.between({ from: from_, end: end_ }),
            0n,
          );
        expect(sum(from, end)).toBe(expected);
        const together = RunningSums.of(groups);
        expect(together.between({ from, end })).toBe(expected);
        for (let day = from; day < end; day += 1) {
          expect(together.between({ from: day, end: day + 1 })).toBe(
            sum(day, day + 1),
          );
        }
      },
    ),
  );
});

it('knows days that are zero, also where amounts cancel each other out', () => {
  const series = new DaySeries('base', 'EUR', FIRST, 10);
  const opposite = new DaySeries('credit', 'EUR', FIRST, 10);
  const has = (...parts: DaySeries[]) => RunningSums.of(parts).hasAny(period);
  expect(has()).toBe(false);
  expect(has(series)).toBe(false);
  series.add(FIRST + 1, '5');
  expect(has(series)).toBe(false);
  series.add(FIRST + 4, String(2n ** 60n));
  expect(has(series)).toBe(true);
  opposite.add(FIRST + 6, String(-(2n ** 60n)));
  expect(RunningSums.of([series, opposite]).between(period)).toBe(0n);
  expect(has(series, opposite)).toBe(true);
  const before = series.copy();
  series.add(FIRST + 4, String(-(2n ** 60n)));
  expect(has(series)).toBe(false);
  expect(has(before)).toBe(true);
});
