import { divideRounded } from '../money';
import { median, robustDeviation } from '../forecast';

/** A day beside the same weekdays before it; `score` is in hundredths. */
export type Comparison = {
  expected: bigint;
  score: bigint;
  standsOut: boolean;
};

/** Fewer of the same weekdays tell nothing. */
export const LEAST_WEEKDAYS = 4;
/** Whatever is within a tenth of what is usual never stands out by much. */
const LEAST_SPREAD_PARTS = 10n;

/**
 * Compares a day with the same weekdays before it: how far it is from their
 * median, measured by how far they usually are from it themselves,
 *
 *     |x − median| / max(1.4826 · MAD, a tenth of the median, floor)
 *
 * where MAD is the median of their distances from the median. One bad week
 * among them moves neither.
 */
export function compare(
  value: bigint,
  before: readonly bigint[],
  limits: { threshold: number; floor: bigint },
): Comparison | undefined {
  if (before.length < LEAST_WEEKDAYS) return undefined;
  const expected = median(before);
  const spread = [
    robustDeviation(before, expected),
    abs(expected) / LEAST_SPREAD_PARTS,
    limits.floor,
  ].reduce((most, one) => (one > most ? one : most), 1n);
  const score = divideRounded(abs(value - expected) * 100n, spread);
  return {
    expected,
    score,
    standsOut: score >= BigInt(limits.threshold) * 100n,
  };
}

/** `12.34` of hundredths. */
export function formatScore(score: bigint): string {
  const digits = String(score).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
