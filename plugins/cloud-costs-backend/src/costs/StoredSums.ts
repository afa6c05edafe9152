import { addUp, byLargest, nothing, type Sums, total } from './Sums';

/** Sums of which each part is handed in, such as rows of a statement. */
export class StoredSums implements Sums {
  /** By currency, then by group: one amount for each interval. */
  private readonly ofCurrency = new Map<string, Map<string, bigint[]>>();

  constructor(readonly size: number) {}

  add(group: string, currency: string, index: number, amount: bigint): void {
    const groups = this.groups(currency);
    const amounts = groups.get(group) ?? nothing(this.size);
    groups.set(group, amounts);
    amounts[index] += amount;
  }

  currencies(): string[] {
    return byLargest(this, this.ofCurrency.keys());
  }

  totals(currency: string): Map<string, bigint> {
    const totals = new Map<string, bigint>();
    for (const [group, amounts] of this.groups(currency)) {
      if (amounts.some(amount => amount !== 0n)) {
        totals.set(group, total(amounts));
      }
    }
    return totals;
  }

  amounts(group: string, currency: string): bigint[] {
    return this.groups(currency).get(group) ?? nothing(this.size);
  }

  points(currency: string): bigint[] {
    return addUp(this.size, this.groups(currency).values());
  }

  private groups(currency: string): Map<string, bigint[]> {
    const groups = this.ofCurrency.get(currency) ?? new Map();
    this.ofCurrency.set(currency, groups);
    return groups;
  }
}
