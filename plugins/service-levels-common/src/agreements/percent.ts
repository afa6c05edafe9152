import {
  parseDecimal,
  type DocumentPath,
  type LocatedProblem,
} from '@dualcloud/foundation-common';
import type { Decimal } from './types';

const HUNDRED = parseDecimal('100');

/** Compares decimals by what they are worth: `'99.50'` is `'99.5'`. */
export function isAbove(one: Decimal, other: Decimal): boolean {
  return parseDecimal(one) > parseDecimal(other);
}

/** A share cannot be more than the whole. */
export function checkPercent(
  percent: Decimal | undefined,
  at: DocumentPath,
): LocatedProblem[] {
  return percent === undefined || parseDecimal(percent) <= HUNDRED
    ? []
    : [
        {
          at,
          rule: 'at-most-100',
          message: `is ${percent} % and must be at most 100 %`,
        },
      ];
}
