import type { Anomaly } from '@dualcloud/backstage-plugin-cloud-costs-common';
import { formatDecimal } from '../money';
import { abs, compare, formatScore, LEAST_WEEKDAYS } from './standsOut';

/** What a measured component of an allocation cost on a day, discounts included. */
export type MeasuredDay = {
  allocationId: number;
  day: number;
  component: string;
  meter: string;
  unit: string;
  currency: string;
  amount: bigint;
  quantity: bigint;
};

export type FoundAnomaly = {
  allocationId: number;
  day: number;
  currency: string;
  amount: bigint;
  expected: bigint;
  score: string;
  causes: Anomaly['causes'];
};

export type Limits = { threshold: number; floor: bigint };

/** A thousandth of a unit: a quantity has no price, so next to nothing will do. */
const QUANTITY_FLOOR = 1000n;

/**
 * Allocations whose measured usage cost unusually much or little on a day.
 *
 * Fees are left out, since they fall due on certain days, and so is a day whose
 * price alone is unusual: at least one component must also have been used
 * unusually, or a new price, a tier that is entered and a month's minimum would
 * stand out.
 *
 * @param weekdays - the same weekdays before the day on which the allocation
 *   lived all day, by allocation
 */
export function findAnomalies(
  day: number,
  rows: readonly MeasuredDay[],
  weekdays: ReadonlyMap<number, readonly number[]>,
  limits: Limits,
): FoundAnomaly[] {
  const found: FoundAnomaly[] = [];
  for (const [key, ofOne] of groupBy(
    rows,
    row => `${row.allocationId} ${row.currency}`,
  )) {
    const allocationId = Number(key.split(' ')[0]);
    const before = weekdays.get(allocationId) ?? [];
    if (before.length < LEAST_WEEKDAYS) continue;
    const amountOn = (on: number) => sum(ofOne, on, row => row.amount);
    const whole = compare(amountOn(day), before.map(amountOn), limits);
    if (!whole?.standsOut) continue;
    const causes = causesOf(day, ofOne, before, limits);
    if (!causes.some(cause => cause.unusual)) continue;
    found.push({
      allocationId,
      day,
      currency: ofOne[0].currency,
      amount: amountOn(day),
      expected: whole.expected,
      score: formatScore(whole.score),
      causes: causes.map(({ cause }) => cause),
    });
  }
  return found;
}

/** By component, what weighs most first. */
function causesOf(
  day: number,
  rows: readonly MeasuredDay[],
  before: readonly number[],
  limits: Limits,
) {
  return [...groupBy(rows, row => row.component.split('~', 1)[0])]
    .map(([component, ofOne]) => {
      const amountOn = (on: number) => sum(ofOne, on, row => row.amount);
      const quantityOn = (on: number) => sum(ofOne, on, row => row.quantity);
      const amount = amountOn(day);
      const quantity = quantityOn(day);
      const money = compare(amount, before.map(amountOn), limits);
      const use = compare(quantity, before.map(quantityOn), {
        ...limits,
        floor: QUANTITY_FLOOR,
      });
      const expected = money?.expected ?? 0n;
      return {
        unusual: Boolean(use?.standsOut),
        weight: abs(amount - expected),
        cause: {
          component,
          meter: ofOne[0].meter,
          amount: String(amount),
          expected: String(expected),
          quantity: formatDecimal(quantity),
          expectedQuantity: formatDecimal(use?.expected ?? 0n),
          unit: ofOne[0].unit,
        },
      };
    })
    .filter(({ weight, unusual }) => weight > 0n || unusual)
    .sort((a, b) => Number(b.weight > a.weight) - Number(b.weight < a.weight));
}

function sum(
  rows: readonly MeasuredDay[],
  day: number,
  of: (row: MeasuredDay) => bigint,
): bigint {
  let total = 0n;
  for (const row of rows) if (row.day === day) total += of(row);
  return total;
}

function groupBy<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
