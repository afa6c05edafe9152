import { formatDecimal } from '@dualcloud/foundation-common';

/**
 * Moves the point of a number as it is written, not as the float that it is:
 * 0.995 by two digits is 99.5.
 */
export function shiftPoint(value: number | string, digits: number): string {
  const [mantissa, exponent = '0'] = String(value).split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent) - digits;
  const number = BigInt(whole + fraction);
  return places <= 0
    ? String(number * 10n ** BigInt(-places))
    : formatDecimal(number, places);
}
