/**
 * The one rounding rule: half away from zero. A half is rounded up in what is
 * owed and in what is given back alike, so a correction takes back exactly what
 * was charged.
 *
 * @param denominator - above zero
 */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new Error('denominator must be above zero');
  return numerator < 0n
    ? -((-numerator * 2n + denominator) / (denominator * 2n))
    : (numerator * 2n + denominator) / (denominator * 2n);
}

const MICROS_IN_A_CENT = 10_000n;

/** Micro-units as cents (hundredths), half away from zero. */
export function toCents(micros: bigint): bigint {
  return divideRounded(micros, MICROS_IN_A_CENT);
}
