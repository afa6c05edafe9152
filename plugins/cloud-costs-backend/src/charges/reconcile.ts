import type { RatedCharge } from '../rating';
import type { ChargeChanges, CostDay, NewCharge, StoredCharge } from './types';

/** What a 64-bit integer holds. */
const LARGEST = 2n ** 63n - 1n;

/** What is known of the statements that a charge may be billed in. */
export type BillingMonths = {
  /** Whether the payer's statement of a month is final. */
  isFinal: (billedMonth: number, currency: string) => boolean;
  /** The month whose statement takes corrections of final ones. */
  adjustmentMonth: (currency: string) => number;
};

type Rated = Omit<RatedCharge, 'meter'> & { meterId: number | null };

/**
 * Compares what is rated with what is stored for a month of an allocation.
 *
 * Rows that a final statement has billed never change. What they lack, or have
 * too much, is one row more with the same day, billed in a statement that is
 * not final yet. So the rows of a day always add up to what is rated, and it
 * does not matter how often and in how many steps that came about.
 *
 * @throws Error if an amount is larger than can be stored
 */
export function reconcile(options: {
  allocationId: number;
  month: number;
  rated: Rated[];
  stored: StoredCharge[];
  billing: BillingMonths;
}): ChargeChanges {
  const { allocationId, month, stored, billing } = options;
  const changes = noChanges();
  const rated = new Map(options.rated.map(charge => [keyOf(charge), charge]));
  const rows = groupByKey(stored);
  const changedDays = new Set<string>();

  for (const key of new Set([...rated.keys(), ...rows.keys()])) {
    const wanted = rated.get(key);
    const there = rows.get(key) ?? [];
    const like = wanted ?? there[0];
    const frozen = there.filter(row =>
      billing.isFinal(row.billedMonth, row.currency),
    );
    const [kept, ...spare] = there
      .filter(row => !frozen.includes(row))
      .sort((a, b) => a.billedMonth - b.billedMonth);
    const amount = (wanted?.amount ?? 0n) - sumOf(frozen, 'amount');
    const quantity = (wanted?.quantity ?? 0n) - sumOf(frozen, 'quantity');
    const nothing = amount === 0n && quantity === 0n;

    let touched = spare.length > 0;
    changes.removed.push(...spare.map(({ id }) => id));
    if (kept && nothing) {
      changes.removed.push(kept.id);
      touched = true;
    } else if (kept) {
      if (kept.amount !== amount || kept.quantity !== quantity) {
        changes.changed.push({ id: kept.id, amount, quantity });
        touched = true;
      }
    } else if (!nothing) {
      changes.added.push(
        newCharge(like, { allocationId, month, amount, quantity, billing }),
      );
      touched = true;
    }
    if (amount > LARGEST || amount < -LARGEST) throw tooLarge(like);
    if (touched) changedDays.add(`${like.day} ${like.currency}`);
  }
  changes.days = costDays(allocationId, options.rated, changedDays);
  changes.difference = differenceOf(options.rated, stored);
  return changes;
}

export function noChanges(): ChargeChanges {
  return {
    added: [],
    changed: [],
    removed: [],
    days: [],
    difference: new Map(),
  };
}

function newCharge(
  like: Rated | StoredCharge,
  options: {
    allocationId: number;
    month: number;
    amount: bigint;
    quantity: bigint;
    billing: BillingMonths;
  },
): NewCharge {
  const { allocationId, month, amount, quantity, billing } = options;
  const { day, priceListId, component, type, meterId, unit, currency } = like;
  const billedMonth = billing.isFinal(month, currency)
    ? billing.adjustmentMonth(currency)
    : month;
  return {
    allocationId,
    day,
    month,
    billedMonth,
    priceListId,
    component,
    type,
    meterId,
    quantity,
    unit,
    amount,
    currency,
  };
}

function keyOf(charge: Rated | StoredCharge): string {
  const { day, component, priceListId, type } = charge;
  return `${day} ${priceListId} ${type} ${component}`;
}

function groupByKey(stored: StoredCharge[]): Map<string, StoredCharge[]> {
  const rows = new Map<string, StoredCharge[]>();
  for (const row of stored) {
    const key = keyOf(row);
    const known = rows.get(key);
    if (known) known.push(row);
    else rows.set(key, [row]);
  }
  return rows;
}

function sumOf(rows: StoredCharge[], key: 'amount' | 'quantity'): bigint {
  return rows.reduce((sum, row) => sum + row[key], 0n);
}

function costDays(
  allocationId: number,
  rated: Rated[],
  changed: Set<string>,
): CostDay[] {
  if (changed.size === 0) return [];
  const sums = new Map([...changed].map(key => [key, 0n]));
  for (const { day, currency, amount } of rated) {
    const key = `${day} ${currency}`;
    const sum = sums.get(key);
    if (sum !== undefined) sums.set(key, sum + amount);
  }
  return [...sums].map(([key, amount]) => {
    const [day, currency] = key.split(' ');
    if (amount > LARGEST || amount < -LARGEST) {
      throw tooLarge({ day: Number(day), component: 'all components' });
    }
    return { allocationId, day: Number(day), currency, amount };
  });
}

function differenceOf(
  rated: Rated[],
  stored: StoredCharge[],
): Map<string, bigint> {
  const difference = new Map<string, bigint>();
  const add = (currency: string, amount: bigint) =>
    difference.set(currency, (difference.get(currency) ?? 0n) + amount);
  for (const { currency, amount } of rated) add(currency, amount);
  for (const { currency, amount } of stored) add(currency, -amount);
  for (const [currency, amount] of difference) {
    if (amount === 0n) difference.delete(currency);
  }
  return difference;
}

function tooLarge(what: { day: number; component: string }): Error {
  return new Error(
    `what ${what.component} costs on ${what.day} is more than ${LARGEST} micro-units; correct the usage or the price`,
  );
}
