/** Exact amounts by group and currency, one for each interval. */
export class Sums {
  /** By group, then by currency. */
  readonly groups = new Map<string, Map<string, bigint[]>>();

  constructor(private readonly size: number) {}

  add(group: string, currency: string, index: number, amount: bigint): void {
    const amounts = this.amounts(group, currency);
    amounts[index] += amount;
  }

  addAll(group: string, currency: string, added: readonly bigint[]): void {
    const amounts = this.amounts(group, currency);
    added.forEach((amount, index) => {
      amounts[index] += amount;
    });
  }

  /** Total of each group in a currency. */
  totals(currency: string): Map<string, bigint> {
    const totals = new Map<string, bigint>();
    for (const [group, byCurrency] of this.groups) {
      const amounts = byCurrency.get(currency);
      if (amounts) totals.set(group, total(amounts));
    }
    return totals;
  }

  /** Where there is anything but zeros: the one with the largest total first. */
  currencies(): string[] {
    const found = new Map<string, bigint>();
    for (const byCurrency of this.groups.values()) {
      for (const [currency, amounts] of byCurrency) {
        if (amounts.every(amount => amount === 0n)) continue;
        found.set(currency, (found.get(currency) ?? 0n) + total(amounts));
      }
    }
    return [...found]
      .sort(
        ([a, x], [b, y]) =>
          Number(absolute(x) < absolute(y)) -
            Number(absolute(x) > absolute(y)) || (a < b ? -1 : 1),
      )
      .map(([currency]) => currency);
  }

  private amounts(group: string, currency: string): bigint[] {
    let byCurrency = this.groups.get(group);
    if (!byCurrency) {
      byCurrency = new Map();
      this.groups.set(group, byCurrency);
    }
    let amounts = byCurrency.get(currency);
    if (!amounts) {
      amounts = new Array<bigint>(this.size).fill(0n);
      byCurrency.set(currency, amounts);
    }
    return amounts;
  }
}

export function total(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
