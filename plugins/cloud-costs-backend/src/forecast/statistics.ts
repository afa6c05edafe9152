import { divideRounded } from '../money';

/** Between the middle two of an even number of values; 0 of none. */
export function median(values: readonly bigint[]): bigint {
  if (values.length === 0) return 0n;
  const sorted = [...values].sort((a, b) => Number(a > b) - Number(a < b));
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? sorted[middle]
    : divideRounded(sorted[middle - 1] + sorted[middle], 2n);
}

/**
 * How far values usually are from a centre: the median of the distances, times
 * 1.4826, which makes it the standard deviation if they are spread normally. A
 * few values far out do not move it.
 */
export function robustDeviation(
  values: readonly bigint[],
  centre: bigint,
): bigint {
  const distances = values.map(value =>
    value > centre ? value - centre : centre - value,
  );
  return divideRounded(median(distances) * 14_826n, 10_000n);
}

/** The whole part of the square root. */
export function squareRoot(value: bigint): bigint {
  if (value < 2n) return value < 0n ? 0n : value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
