import { byLargest, nothing, type Sums } from './Sums';

/** Sums of the older and the newer part of a period; they may share an interval. */
export class JoinedSums implements Sums {
  /** @param size - how many intervals the whole period has */
  constructor(
    readonly size: number,
    private readonly older: Sums,
    private readonly newer: Sums,
  ) {}

  currencies(): string[] {
    const { older, newer } = this;
    return byLargest(this, [...older.currencies(), ...newer.currencies()]);
  }

  totals(currency: string): Map<string, bigint> {
    const totals = new Map(this.older.totals(currency));
    for (const [group, amount] of this.newer.totals(currency)) {
      totals.set(group, (totals.get(group) ?? 0n) + amount);
    }
    return totals;
  }

  amounts(group: string, currency: string): bigint[] {
    return this.join(sums => sums.amounts(group, currency));
  }

  points(currency: string): bigint[] {
    return this.join(sums => sums.points(currency));
  }

  private join(amountsOf: (sums: Sums) => bigint[]): bigint[] {
    const { size, older, newer } = this;
    const joined = nothing(size);
    amountsOf(older).forEach((amount, index) => {
      joined[index] += amount;
    });
    amountsOf(newer).forEach((amount, index) => {
      joined[size - newer.size + index] += amount;
    });
    return joined;
  }
}
