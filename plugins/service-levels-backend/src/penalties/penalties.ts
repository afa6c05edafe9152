import type {
  Decimal,
  Penalty,
  PenaltyTier,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  divideRounded,
  formatDecimal,
  parseDecimal,
} from '@dualcloud/foundation-common';
import { reaches, type Share } from '../attainment';

/** What a missed objective costs. */
export type Reduction = {
  objective: string;
  /** The tier that holds; absent: the figure is below none. */
  below?: Decimal;
  /** Percent of the base. */
  reductionPercent: Decimal;
  /** The same after the cap. */
  cappedPercent: Decimal;
  /** Micro-units of the currency. */
  amountMicros: bigint;
  currency: string;
};

/** Percentages are counted in units of 10^-12 %. */
const PLACES = 12;
const HUNDRED = parseDecimal('100', PLACES);

/**
 * The reductions of one period, in the order of the agreement. Each is
 * base × percent, rounded half away from zero to the micro-unit. All penalties
 * of a period together stay below the cap: what an earlier one has used, a later
 * one cannot.
 *
 * @param figures - by objective, the exact attainment; absent: nothing to measure
 */
export function reductionsOf(
  penalties: readonly Penalty[],
  figures: ReadonlyMap<string, Share | undefined>,
): Reduction[] {
  let used = 0n;
  return penalties.map(penalty => {
    const tier = tierOf(penalty.tiers, figures.get(penalty.objective));
    const reduction = tier ? parseDecimal(tier.reduction, PLACES) : 0n;
    const cap =
      penalty.cap === undefined ? HUNDRED : parseDecimal(penalty.cap, PLACES);
    const left = cap > used ? cap - used : 0n;
    const capped = reduction < left ? reduction : left;
    used += capped;
    return {
      objective: penalty.objective,
      ...(tier && { below: tier.below }),
      reductionPercent: formatDecimal(reduction, PLACES),
      cappedPercent: formatDecimal(capped, PLACES),
      amountMicros: divideRounded(
        parseDecimal(penalty.base.amount) * capped,
        HUNDRED,
      ),
      currency: penalty.base.currency,
    };
  });
}

/** The lowest tier that the figure is below; at the tier itself it does not hold. */
function tierOf(
  tiers: readonly PenaltyTier[],
  share: Share | undefined,
): PenaltyTier | undefined {
  if (!share) return undefined;
  return tiers
    .filter(({ below }) => !reaches(share, below))
    .reduce<PenaltyTier | undefined>(
      (lowest, tier) =>
        lowest && !isBelow(tier.below, lowest.below) ? lowest : tier,
      undefined,
    );
}

function isBelow(a: Decimal, b: Decimal): boolean {
  return parseDecimal(a, PLACES) < parseDecimal(b, PLACES);
}
