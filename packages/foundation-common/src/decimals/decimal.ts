const DECIMAL = /^(-?)(\d{1,30})(?:\.(\d{1,18}))?$/;

/**
 * Reads a decimal such as `'0.0125'` exactly.
 *
 * @param places - how many digits after the point the result counts in
 * @returns the number of 10^-places, 12500n for the example
 * @throws Error if it is not a decimal or has more places
 * @public
 */
export function parseDecimal(text: string, places = 6): bigint {
  const match = DECIMAL.exec(text);
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > places) {
    throw new Error(
      `"${text.slice(
        0,
        50,
      )}" is not a decimal with at most ${places} digits after the point`,
    );
  }
  const digits = BigInt(match[2] + fraction.padEnd(places, '0'));
  return match[1] ? -digits : digits;
}

/**
 * Writes what {@link parseDecimal} reads, without trailing zeros.
 * @public
 */
export function formatDecimal(value: bigint, places = 6): string {
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0');
  const cut = digits.length - places;
  const fraction = digits.slice(cut).replace(/0+$/, '');
  const sign = value < 0n ? '-' : '';
  return `${sign}${digits.slice(0, cut)}${fraction ? `.${fraction}` : ''}`;
}

/**
 * The one rounding rule: half away from zero. A half is rounded up in what is
 * owed and in what is given back alike, so a correction takes back exactly what
 * was charged.
 *
 * @param denominator - above zero
 * @public
 */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new Error('denominator must be above zero');
  return numerator < 0n
    ? -((-numerator * 2n + denominator) / (denominator * 2n))
    : (numerator * 2n + denominator) / (denominator * 2n);
}
