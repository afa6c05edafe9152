import { formatDecimal, MICROS } from '../money';

const PLACES = 18;

/** How a cost comes about: exactly price times quantity. */
export type UnitPrices = {
  quantity: string;
  unit: string;
  listPrice: string;
  contractedPrice: string;
};

/**
 * Unit prices of a charge. FOCUS wants costs to be the product of unit price and
 * quantity. Tiers, allowances, shares of a month and rounding to the micro-unit
 * leave no such price for many charges; those are priced by the day that they
 * are for: one day, whose price is what the day costs.
 *
 * @returns undefined if list and contracted cost have opposite signs; such a
 *   charge must be split
 */
export function unitPrices(charge: {
  /** Millionths of the unit. */
  quantity: bigint;
  unit: string;
  /** Micro-units. */
  listCost: bigint;
  contractedCost: bigint;
}): UnitPrices | undefined {
  const { quantity, listCost, contractedCost } = charge;
  if (quantity !== 0n) {
    const listPrice = quotient(listCost, quantity);
    const contractedPrice = quotient(contractedCost, quantity);
    if (listPrice !== undefined && contractedPrice !== undefined) {
      return {
        quantity: formatDecimal(quantity),
        unit: focusUnit(charge.unit),
        listPrice,
        contractedPrice,
      };
    }
  }
  const sign = listCost < 0n || contractedCost < 0n ? -1n : 1n;
  if (listCost * sign < 0n || contractedCost * sign < 0n) return undefined;
  return {
    quantity: formatDecimal(sign * MICROS),
    unit: 'Days',
    listPrice: formatDecimal(listCost * sign),
    contractedPrice: formatDecimal(contractedCost * sign),
  };
}

/** As a decimal, if it has an end and is not negative. */
function quotient(amount: bigint, quantity: bigint): string | undefined {
  const scaled = amount * 10n ** BigInt(PLACES);
  if (scaled % quantity !== 0n) return undefined;
  const price = scaled / quantity;
  return price < 0n ? undefined : formatDecimal(price, PLACES);
}

const UNITS: Record<string, string> = {
  h: 'Hours',
  s: 'Seconds',
  once: 'Units',
};
const SIZES = /^[KMGTPE]?i?[Bb]$/;

/** A unit in the specification’s spelling: `GiB-h` is `GiB-Hours`. */
export function focusUnit(unit: string): string {
  const parts = unit.split('-');
  return parts
    .map((part, index) => {
      if (UNITS[part]) return UNITS[part];
      if (SIZES.test(part) || part === '') return part;
      const word = part[0].toUpperCase() + part.slice(1);
      const isLast = index === parts.length - 1;
      return isLast && !word.endsWith('s') ? `${word}s` : word;
    })
    .join('-');
}
