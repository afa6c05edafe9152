import { divideRounded } from '../money';
import { median } from './statistics';

/**
 * What a meter of an instance counted, in millionths of the unit. Days are counted
 * since 1970, so that seven of them are a week.
 */
export type MeasuredUsage = {
  /** The first whole day of the instance's life. */
  fromDay: number;
  /** Absent days: nothing. */
  quantities: ReadonlyMap<number, bigint>;
};

/** So many days of the past tell what is usual. */
export const WINDOW_DAYS = 56;
const WEEK = 7;
const WEEKS = WINDOW_DAYS / WEEK;
/** Of the same weekday; fewer, and all days are taken together. */
const LEAST_OF_WEEKDAY = 2;
/** Days of the last week with usage; fewer tell nothing about its level. */
const LEAST_OF_LEVEL = 4;
/** Weeks that must all go the same way to be a trend, which chance does once in 32. */
const LEAST_OF_TREND = 6;
const MILLION = 1_000_000n;

/** How much is expected to be used on a day from today on. */
export type Expectation = (day: number) => bigint;

/**
 * What is usual: the median of the same weekdays of the last eight weeks, at the
 * level of the last week (the median of how its days compare with those). Where
 * every week was above the one before, or every week below, their median step
 * goes on for as long as it was seen.
 *
 * One day far out moves none of these medians; a new level is believed after
 * four days.
 */
export function expectUsage(usage: MeasuredUsage, today: number): Expectation {
  const byWeekday = usualByWeekday(usage, today);
  const level = levelOfLastWeek(usage, byWeekday, today);
  const step = weeklyStep(usage, today);
  return day => {
    // The level is that of the middle of last week.
    const ahead = Math.min(day - today + 4, WINDOW_DAYS);
    const grown = MILLION + divideRounded(step * BigInt(ahead), BigInt(WEEK));
    if (grown <= 0n) return 0n;
    return divideRounded(byWeekday[day % WEEK] * level * grown, MILLION ** 2n);
  };
}

/**
 * What the eight weeks before today counted, the oldest first; undefined for a
 * week in which the instance did not live all the time.
 */
export function weekByWeek(
  { fromDay, quantities }: MeasuredUsage,
  today: number,
): Array<bigint | undefined> {
  return Array.from({ length: WEEKS }, (_, index) => {
    const first = today - WINDOW_DAYS + index * WEEK;
    if (first < fromDay) return undefined;
    let sum = 0n;
    for (let day = first; day < first + WEEK; day += 1) {
      sum += quantities.get(day) ?? 0n;
    }
    return sum;
  });
}

function usualByWeekday(
  { fromDay, quantities }: MeasuredUsage,
  today: number,
): bigint[] {
  const byWeekday = Array.from({ length: WEEK }, () => [] as bigint[]);
  for (
    let day = Math.max(fromDay, today - WINDOW_DAYS);
    day < today;
    day += 1
  ) {
    byWeekday[day % WEEK].push(quantities.get(day) ?? 0n);
  }
  const ofAll = median(byWeekday.flat());
  return byWeekday.map(ofOne =>
    ofOne.length < LEAST_OF_WEEKDAY ? ofAll : median(ofOne),
  );
}

/** In millionths of what is usual. */
function levelOfLastWeek(
  { fromDay, quantities }: MeasuredUsage,
  byWeekday: bigint[],
  today: number,
): bigint {
  const levels: bigint[] = [];
  for (let day = Math.max(fromDay, today - WEEK); day < today; day += 1) {
    const usual = byWeekday[day % WEEK];
    if (usual > 0n) {
      levels.push(divideRounded((quantities.get(day) ?? 0n) * MILLION, usual));
    }
  }
  return levels.length < LEAST_OF_LEVEL ? MILLION : median(levels);
}

/** By how many millionths of itself usage grows in a week; 0 without a clear trend. */
function weeklyStep(usage: MeasuredUsage, today: number): bigint {
  const weeks = weekByWeek(usage, today);
  const steps: bigint[] = [];
  for (let index = 1; index < weeks.length; index += 1) {
    const before = weeks[index - 1];
    const week = weeks[index];
    if (before && week !== undefined) {
      steps.push(divideRounded((week - before) * MILLION, before));
    }
  }
  const isTrend =
    steps.length >= LEAST_OF_TREND &&
    (steps.every(step => step > 0n) || steps.every(step => step < 0n));
  return isTrend ? median(steps) : 0n;
}
