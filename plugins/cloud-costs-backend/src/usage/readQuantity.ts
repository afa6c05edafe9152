const ZERO = 48;
const MINUS = 45;
const POINT = 46;
const PLACES = 6;
const MILLIONTHS = 1_000_000;
/** In units. */
export const LARGEST_QUANTITY = 1_000_000_000;
const LARGEST = LARGEST_QUANTITY * MILLIONTHS;

/** Why a quantity is refused. */
export type QuantityFault = 'decimal' | 'limit';

/**
 * Reads a quantity, exactly. The result counts millionths of the unit; it is an
 * integer below 2^53 and therefore exact as a number, which is much faster
 * here than a BigInt.
 *
 * @param value - a decimal in a string, or an integer
 */
export function readQuantity(value: unknown): number | QuantityFault {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) return 'decimal';
    return Math.abs(value) > LARGEST_QUANTITY ? 'limit' : value * MILLIONTHS;
  }
  if (typeof value !== 'string') return 'decimal';
  return readText(value);
}

function readText(text: string): number | QuantityFault {
  const negative = text.charCodeAt(0) === MINUS;
  let at = negative ? 1 : 0;
  let result = 0;
  let digits = 0;
  let tooLarge = false;
  for (; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) break;
    result = result * 10 + digit;
    digits += 1;
    if (result > LARGEST_QUANTITY) {
      tooLarge = true;
      result = 0;
    }
  }
  if (digits === 0 || digits > 30) return 'decimal';
  result *= MILLIONTHS;
  if (at < text.length) {
    if (text.charCodeAt(at) !== POINT) return 'decimal';
    const places = text.length - at - 1;
    if (places < 1 || places > PLACES) return 'decimal';
    let weight = MILLIONTHS;
    for (at += 1; at < text.length; at += 1) {
      const digit = text.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) return 'decimal';
      weight /= 10;
      result += digit * weight;
    }
  }
  if (tooLarge || result > LARGEST) return 'limit';
  return negative && result !== 0 ? -result : result;
}
