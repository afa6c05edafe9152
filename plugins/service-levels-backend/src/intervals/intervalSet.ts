/**
 * Sets of seconds, held as the instants at which membership changes:
 * `[from, to, from, to, …]` in whole seconds since 1970, strictly increasing.
 * Intervals are half-open, do not overlap and do not touch, so each set of
 * seconds is written in one way only. Walking along a list, one is inside
 * wherever an odd number of instants lies behind. That makes every operation
 * one pass over its operands.
 */

declare const sorted: unique symbol;

/** A set of seconds; made by {@link intervalSet}. */
export type IntervalSet = readonly number[] & { readonly [sorted]: true };

/** From (inclusive) to (exclusive), seconds since 1970. */
export type Interval = readonly [from: number, to: number];

const asSet = (boundaries: number[]) => boundaries as unknown as IntervalSet;

/** The set that holds nothing. */
export const EMPTY: IntervalSet = asSet([]);

/**
 * The seconds that lie in any of the intervals, which may come in any order,
 * overlap and repeat. Fractions of seconds are cut off. An interval that ends
 * before it begins holds no second.
 *
 * @throws RangeError if a bound is not a number
 */
export function intervalSet(intervals: Iterable<Interval>): IntervalSet {
  const result: number[] = [];
  for (const interval of inOrder([...intervals])) {
    const from = Math.floor(interval[0]);
    const to = Math.floor(interval[1]);
    if (Number.isNaN(from) || Number.isNaN(to)) {
      throw new RangeError(`interval from ${from} to ${to} has no bounds`);
    }
    if (to <= from) continue;
    const last = result.length - 1;
    if (last < 0 || from > result[last]) result.push(from, to);
    else if (to > result[last]) result[last] = to;
  }
  return asSet(result);
}

/** The intervals of a set, in order. */
export function intervalsOf(set: IntervalSet): Interval[] {
  const result: Interval[] = [];
  for (let i = 0; i < set.length; i += 2) result.push([set[i], set[i + 1]]);
  return result;
}

/** How many seconds are in the set. */
export function lengthOf(set: IntervalSet): number {
  let length = 0;
  for (let i = 0; i < set.length; i += 2) length += set[i + 1] - set[i];
  return length;
}

/** Whether the second that begins at `at` is in the set. */
export function contains(set: IntervalSet, at: number): boolean {
  return boundariesUntil(set, at) % 2 === 1;
}

/** What is in any of the sets. */
export function union(...sets: IntervalSet[]): IntervalSet {
  return sets.reduce((sum, set) => {
    if (set.length === 0) return sum;
    return sum.length === 0 ? set : combine(sum, set, (a, b) => a || b);
  }, EMPTY);
}

/** What is in both. */
export function intersect(a: IntervalSet, b: IntervalSet): IntervalSet {
  return combine(a, b, (inA, inB) => inA && inB);
}

/** What is in the first and not in the second. */
export function subtract(a: IntervalSet, b: IntervalSet): IntervalSet {
  return b.length === 0 ? a : combine(a, b, (inA, inB) => inA && !inB);
}

/** What of the interval is not in the set. */
export function complement(set: IntervalSet, within: Interval): IntervalSet {
  return subtract(intervalSet([within]), set);
}

/** What of the set lies in the interval. */
export function clip(set: IntervalSet, [from, to]: Interval): IntervalSet {
  if (to <= from) return EMPTY;
  const first = boundariesUntil(set, from);
  const end = boundariesUntil(set, to);
  if (first === 0 && end === set.length) return set;
  const result = set.slice(first, end);
  if (first % 2 === 1) result.unshift(from);
  if (end % 2 === 1) {
    // An interval that begins with the last boundary has no second left.
    if (result[result.length - 1] === to) result.pop();
    else result.push(to);
  }
  return asSet(result);
}

/** The first so many seconds of the set. */
export function earliest(set: IntervalSet, seconds: number): IntervalSet {
  let left = seconds;
  for (let i = 0; i < set.length; i += 2) {
    const length = set[i + 1] - set[i];
    if (length >= left) return clip(set, [set[0], set[i] + left]);
    left -= length;
  }
  return set;
}

/** Where at least `count` of the sets hold. */
export function atLeast(count: number, sets: IntervalSet[]): IntervalSet {
  const next = sets.map(() => 0);
  const result: number[] = [];
  let holding = 0;
  for (;;) {
    let at = Infinity;
    for (let i = 0; i < sets.length; i += 1) {
      if (next[i] < sets[i].length) at = Math.min(at, sets[i][next[i]]);
    }
    if (at === Infinity) break;
    for (let i = 0; i < sets.length; i += 1) {
      if (sets[i][next[i]] === at) {
        next[i] += 1;
        holding += next[i] % 2 === 1 ? 1 : -1;
      }
    }
    if (holding >= count !== (result.length % 2 === 1)) result.push(at);
  }
  return asSet(result);
}

/**
 * How many seconds of the set lie between each instant and the next one.
 *
 * @param instants - in order; the result has one number less
 */
export function lengthsBetween(
  set: IntervalSet,
  instants: readonly number[],
): number[] {
  const lengths: number[] = [];
  let index = boundariesUntil(set, instants[0] ?? 0);
  for (let i = 1; i < instants.length; i += 1) {
    let at = instants[i - 1];
    let length = 0;
    while (index < set.length && set[index] <= instants[i]) {
      if (index % 2 === 1) length += set[index] - at;
      at = set[index];
      index += 1;
    }
    if (index % 2 === 1) length += instants[i] - at;
    lengths.push(length);
  }
  return lengths;
}

/** One after the other: sets of which each begins where the one before ends, or later. */
export function concatenate(sets: Iterable<IntervalSet>): IntervalSet {
  const result: number[] = [];
  for (const set of sets) {
    if (set.length === 0) continue;
    const touches = result[result.length - 1] === set[0];
    if (touches) result.pop();
    for (let i = touches ? 1 : 0; i < set.length; i += 1) result.push(set[i]);
  }
  return asSet(result);
}

/** Sorts by begin, unless they are: what comes from a database mostly is. */
function inOrder(intervals: Interval[]): Interval[] {
  const isSorted = intervals.every(
    (interval, i) => i === 0 || intervals[i - 1][0] <= interval[0],
  );
  return isSorted ? intervals : intervals.sort((a, b) => a[0] - b[0]);
}

function combine(
  a: IntervalSet,
  b: IntervalSet,
  holds: (inA: boolean, inB: boolean) => boolean,
): IntervalSet {
  const result: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const at = Math.min(
      i < a.length ? a[i] : Infinity,
      j < b.length ? b[j] : Infinity,
    );
    if (i < a.length && a[i] === at) i += 1;
    if (j < b.length && b[j] === at) j += 1;
    const inside = holds(i % 2 === 1, j % 2 === 1);
    if (inside !== (result.length % 2 === 1)) result.push(at);
  }
  return asSet(result);
}

/** How many boundaries lie at or before the instant. */
function boundariesUntil(set: IntervalSet, at: number): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (set[middle] <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
