/** Exact amounts by group and currency, one for each interval. */
export interface Sums {
  /** How many intervals. */
  readonly size: number;
  /** Where there is anything but zeros: the one with the largest total first. */
  currencies(): string[];
  /** Of all intervals, by group; only groups that have anything but zeros. */
  totals(currency: string): ReadonlyMap<string, bigint>;
  /** Of a group, one for each interval; zeros where there is nothing. */
  amounts(group: string, currency: string): bigint[];
  /** Of all groups together, one for each interval. */
  points(currency: string): bigint[];
}

export function total(amounts: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}

/** One zero for each interval. */
export function nothing(size: number): bigint[] {
  return new Array<bigint>(size).fill(0n);
}

/** Interval by interval. */
export function addUp(size: number, all: Iterable<bigint[]>): bigint[] {
  const sums = nothing(size);
  for (const amounts of all) {
    for (let index = 0; index < size; index += 1) {
      sums[index] += amounts[index];
    }
  }
  return sums;
}

/** The currencies in which there is anything, largest total first. */
export function byLargest(
  sums: Pick<Sums, 'totals'>,
  currencies: Iterable<string>,
): string[] {
  const found: Array<[string, bigint]> = [];
  for (const currency of new Set(currencies)) {
    const totals = sums.totals(currency);
    if (totals.size === 0) continue;
    const sum = total(totals.values());
    found.push([currency, sum < 0n ? -sum : sum]);
  }
  return found
    .sort(([a, x], [b, y]) => Number(x < y) - Number(x > y) || (a < b ? -1 : 1))
    .map(([currency]) => currency);
}
