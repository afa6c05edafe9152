import { divideRounded } from '../money';
import { squareRoot } from './statistics';

/** 80 of 100 outcomes of a normal distribution lie within so many deviations; ten-thousandths. */
const QUANTILE = 12_816n;
const MILLION = 1_000_000n;
/** What usage is held to change by in a week before any is known, in millionths: 8 %. */
const PRIOR = 80_000n;
/** As many observed changes as that counts for. */
const PRIOR_WEIGHT = 2n;

/**
 * How uncertain expected usage is. From week to week it changes by about s, the
 * root mean square of the changes of the last eight weeks and of what is held to
 * be usual before any is known. Not a robust statistic: a new level, rare as it
 * is, is just what makes forecasts go wrong.
 *
 * Each series counts with what its usage cost, and only in weeks in which it
 * lived all the time: what begins and ends is not foreseen.
 */
export class Uncertainty {
  private readonly changes: Array<{ difference: bigint; mean: bigint }> = [];

  /** @param weeks - what each week was worth, the oldest first; undefined: not all of it */
  add(weeks: ReadonlyArray<bigint | undefined>): void {
    for (let index = 1; index < weeks.length; index += 1) {
      const before = weeks[index - 1];
      const week = weeks[index];
      if (before === undefined || week === undefined) continue;
      const change = (this.changes[index] ??= { difference: 0n, mean: 0n });
      change.difference += week - before;
      change.mean += divideRounded(week + before, 2n);
    }
  }

  /**
   * How far below and above an expected sum of `days` days 80 of 100 outcomes lie.
   * With m = days / 7 and all of the change taken for drift as well as for chance,
   *
   *     1.2816 · expected · s · √(m/3 + 1/2 + 1/2m)
   *
   * m/3 is the mean of a level that drifts, 1/2 that the level was learnt from
   * one week, 1/2m the chance of the days themselves.
   */
  halfWidth(expected: bigint, days: number): bigint {
    if (days === 0 || expected <= 0n) return 0n;
    const n = BigInt(days);
    const variance =
      (this.variance() * (2n * n * n + 21n * n + 147n)) / (42n * n);
    return divideRounded(
      expected * squareRoot(variance) * QUANTILE,
      MILLION * 10_000n,
    );
  }

  /** The square of s in millionths. */
  private variance(): bigint {
    let sum = PRIOR_WEIGHT * PRIOR * PRIOR;
    let weight = PRIOR_WEIGHT;
    for (const { difference, mean } of this.changes.filter(Boolean)) {
      if (mean <= 0n) continue;
      const change = divideRounded(difference * MILLION, mean);
      sum += change * change;
      weight += 1n;
    }
    return sum / weight;
  }
}
