import type { Decimal } from '@dualcloud/backstage-plugin-service-levels-common';
import {
  divideRounded,
  formatDecimal,
  parseDecimal,
} from '@dualcloud/foundation-common';

/** An exact fraction of whole numbers. */
export type Share = { part: bigint; whole: bigint };

/** Percentages are counted in units of 10^-12 %. */
const PLACES = 12;
const HUNDRED = parseDecimal('100', PLACES);
/** Digits of a percentage that people see, if the target has no more. */
const SHOWN = 3;

/** @throws Error if it is not a percentage between 0 and 100 */
function readTarget(target: Decimal): bigint {
  const value = parseDecimal(target, PLACES);
  if (value < 0n || value > HUNDRED) {
    throw new Error(`${target} is not a percentage between 0 and 100`);
  }
  return value;
}

/** Whether the share is at least so many percent; nothing is rounded. */
export function reaches(share: Share, target: Decimal): boolean {
  return share.part * HUNDRED >= parseDecimal(target, PLACES) * share.whole;
}

/**
 * The share in percent, cut off after three digits, or after as many as the
 * target has: a target that was missed is never shown as reached, nor one that
 * was reached as missed.
 */
export function percentOf(share: Share, target: Decimal = ''): Decimal {
  const places = Math.max(SHOWN, target.split('.')[1]?.length ?? 0);
  const unit = 10n ** BigInt(places);
  return formatDecimal((share.part * 100n * unit) / share.whole, places);
}

/** How many of `whole` may be bad: (100 % − target) × whole, cut off. */
export function allowanceOf(target: Decimal, whole: number): number {
  return Number(((HUNDRED - readTarget(target)) * BigInt(whole)) / HUNDRED);
}

/** 100 % − target, in percent. */
export function allowedPercent(target: Decimal): Decimal {
  return formatDecimal(HUNDRED - readTarget(target), PLACES);
}

/**
 * How many times as much was bad as the target allows of so much:
 * bad ÷ ((100 % − target) × whole). `undefined` if it allows nothing.
 */
export function burnRate(
  target: Decimal,
  bad: number,
  whole: number,
): Share | undefined {
  const allowed = (HUNDRED - readTarget(target)) * BigInt(whole);
  return allowed === 0n
    ? undefined
    : { part: BigInt(bad) * HUNDRED, whole: allowed };
}

/** Two digits, rounded. */
export function formatRate({ part, whole }: Share): Decimal {
  return formatDecimal(divideRounded(part * 100n, whole), 2);
}

/** value × part ÷ whole, cut off; exact where the product passes 2^53. */
export function portion(value: number, part: number, whole: number): number {
  return Number((BigInt(value) * BigInt(part)) / BigInt(whole));
}

/** A share of seconds or events. */
export function shareOf(part: number, whole: number): Share {
  return { part: BigInt(part), whole: BigInt(whole) };
}
