import * as fc from 'fast-check';
import {
  atLeast,
  clip,
  complement,
  concatenate,
  contains,
  earliest,
  EMPTY,
  type Interval,
  intersect,
  type IntervalSet,
  intervalSet,
  intervalsOf,
  lengthOf,
  lengthsBetween,
  subtract,
  union,
} from '.';

const SECONDS = 60;

/** In any order, overlapping, doubled, touching, empty, or the wrong way round. */
const someIntervals = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: SECONDS }),
    fc.integer({ min: 0, max: SECONDS }),
  ),
  { maxLength: 8 },
);
const someSet = someIntervals.map(intervalSet);

/** The oracle: whether each second is in it. */
const seconds = (holds: (at: number) => boolean) =>
  Array.from({ length: SECONDS }, (_, at) => holds(at));
const secondsOf = (set: IntervalSet) =>
  seconds(at => intervalsOf(set).some(([from, to]) => at >= from && at < to));

it('takes intervals in any order, doubled and overlapping, and writes a set in one way only', () => {
  fc.assert(
    fc.property(someIntervals, intervals => {
      const set = intervalSet(intervals);
      expect(secondsOf(set)).toEqual(
        seconds(at => intervals.some(([from, to]) => at >= from && at < to)),
      );
      for (let i = 1; i < set.length; i += 1) {
        expect(set[i]).toBeGreaterThan(set[i - 1]);
      }
      const again = [...intervals, ...intervals].reverse();
      expect(intervalSet(again)).toEqual(set);
      expect(intervalSet(intervalsOf(set))).toEqual(set);
    }),
  );
});

it('does with sets what one does with their seconds', () => {
  fc.assert(
    fc.property(
      fc.array(someSet, { maxLength: 5 }),
      someSet,
      someSet,
      fc.integer({ min: 1, max: 6 }),
      (sets, a, b, count) => {
        const [inA, inB] = [secondsOf(a), secondsOf(b)];
        const holding = (at: number) =>
          sets.filter(set => secondsOf(set)[at]).length;
        expect(secondsOf(union(...sets))).toEqual(
          seconds(at => holding(at) > 0),
        );
        expect(secondsOf(atLeast(count, sets))).toEqual(
          seconds(at => holding(at) >= count),
        );
        expect(secondsOf(intersect(a, b))).toEqual(
          seconds(at => inA[at] && inB[at]),
        );
        expect(secondsOf(subtract(a, b))).toEqual(
          seconds(at => inA[at] && !inB[at]),
        );
        expect(secondsOf(complement(a, [0, SECONDS]))).toEqual(
          seconds(at => !inA[at]),
        );
        expect(lengthOf(a)).toBe(inA.filter(Boolean).length);
        expect(seconds(at => contains(a, at))).toEqual(inA);
      },
    ),
  );
});

it('cuts sets up and puts them together again', () => {
  fc.assert(
    fc.property(
      someSet,
      fc.uniqueArray(fc.integer({ min: 0, max: SECONDS }), { minLength: 2 }),
      (set, cuts) => {
        const instants = cuts.sort((a, b) => a - b);
        const within: Interval = [instants[0], instants[instants.length - 1]];
        const pieces = instants
          .slice(1)
          .map((to, index) => clip(set, [instants[index], to]));
        expect(concatenate(pieces)).toEqual(clip(set, within));
        expect(clip(set, within)).toEqual(
          intersect(set, intervalSet([within])),
        );
        expect(lengthsBetween(set, instants)).toEqual(pieces.map(lengthOf));
        const first = earliest(set, cuts.length);
        expect(lengthOf(first)).toBe(Math.min(cuts.length, lengthOf(set)));
        expect(concatenate([first, subtract(set, first)])).toEqual(set);
      },
    ),
  );
});

it('cuts fractions of seconds off and lets an interval go on for ever', () => {
  expect(intervalSet([[1.9, 4.1]])).toEqual([1, 4]);
  expect(clip(intervalSet([[5, Infinity]]), [0, 9])).toEqual([5, 9]);
  expect(intervalSet([[8, 3]])).toEqual(EMPTY);
  expect(() => intervalSet([[NaN, 3]])).toThrow('interval from NaN to 3');
});

it('takes many intervals in one pass', () => {
  const many = (offset: number) =>
    intervalSet(
      Array.from({ length: 50_000 }, (_, i) => [
        i * 120 + offset,
        i * 120 + offset + 60,
      ]),
    );
  expect(lengthOf(union(many(0), many(30)))).toBe(50_000 * 90);
  expect(lengthOf(intersect(many(0), many(30)))).toBe(50_000 * 30);
  expect(lengthOf(atLeast(2, [many(0), many(30), many(60)]))).toBe(50_000 * 60);
});
