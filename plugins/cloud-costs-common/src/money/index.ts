export { formatDecimal, parseDecimal } from '@dualcloud/foundation-common';

/** Micro-units in a unit of a currency, and millionths in a unit of a quantity. @public */
export const MICROS = 1_000_000n;
