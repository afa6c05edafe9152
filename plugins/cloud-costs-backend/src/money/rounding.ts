import { divideRounded } from '@dualcloud/foundation-common';

const MICROS_IN_A_CENT = 10_000n;

/** Micro-units as cents (hundredths), half away from zero. */
export function toCents(micros: bigint): bigint {
  return divideRounded(micros, MICROS_IN_A_CENT);
}
