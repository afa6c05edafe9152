import { divideRounded } from '../money';
import type { Tier, UsagePrice } from './compile';

type TieredPrice = Extract<UsagePrice, { tiers: Tier[] }>;

/** What usage costs before it is rounded: `numerator / denominator + fees`. */
export type ExactAmount = {
  numerator: bigint;
  denominator: bigint;
  fees: bigint;
};

export function roundExact(exact: ExactAmount): bigint {
  return divideRounded(exact.numerator, exact.denominator) + exact.fees;
}

/** What is left of a month's usage after its free allowance. */
export function billable(quantity: bigint, free: bigint): bigint {
  return quantity > free ? quantity - free : 0n;
}

/** How much of a quantity lies in a tier. */
export function withinTier(quantity: bigint, tier: Tier): bigint {
  const end = tier.to !== undefined && tier.to < quantity ? tier.to : quantity;
  return end > tier.from ? end - tier.from : 0n;
}

/** The tier that a quantity lies in: above `from`, up to and with `to`. Nothing at all lies in the first. */
export function tierOf(tiers: Tier[], quantity: bigint): Tier {
  return (
    tiers.find(tier => tier.to === undefined || quantity <= tier.to) ??
    tiers[tiers.length - 1]
  );
}

/** Whether a quantity has entered a tier, so that its fee is due. */
export function hasEntered(quantity: bigint, tier: Tier): boolean {
  return tier.from === 0n || quantity > tier.from;
}

export function tieredAmount(
  price: TieredPrice,
  quantity: bigint,
): ExactAmount {
  let numerator = 0n;
  let fees = 0n;
  if (price.model === 'volume') {
    const tier = tierOf(price.tiers, quantity);
    numerator = tier.price * quantity;
    fees = tier.fee;
  } else {
    for (const tier of price.tiers) {
      if (!hasEntered(quantity, tier)) break;
      numerator += tier.price * withinTier(quantity, tier);
      fees += tier.fee;
    }
  }
  return { numerator, denominator: price.per, fees };
}

/** Packages begun. */
export function packagesOf(quantity: bigint, size: bigint): bigint {
  return (quantity + size - 1n) / size;
}

export function atLeast(minimum: bigint, amount: bigint): bigint {
  return amount < minimum ? minimum : amount;
}
