import type { BudgetStandings, Standing } from '../budgets/BudgetStandings';
import type { StoredBudget } from '../budgets/types';

/** What is measured changes little in this time. */
const KEPT_MS = 5_000;

type Kept = { key: string; until: number; standing: Promise<Standing> };

/**
 * Where budgets stood a moment ago. To find out takes a forecast of all that counts
 * towards the budget, so many orders at once do it once.
 */
export class RecentStandings {
  private readonly kept = new Map<string, Kept>();

  private constructor(private readonly standings: BudgetStandings) {}

  static create(standings: BudgetStandings): RecentStandings {
    return new RecentStandings(standings);
  }

  /** @param known - up to where allocations have to be known */
  of(budget: StoredBudget, known: string): Promise<Standing> {
    const key = `${budget.version} ${known}`;
    const before = this.kept.get(budget.id);
    if (before && before.key === key && before.until > Date.now()) {
      return before.standing;
    }
    const standing = this.standings.of(budget);
    this.kept.set(budget.id, { key, until: Date.now() + KEPT_MS, standing });
    standing.catch(() => this.kept.delete(budget.id));
    return standing;
  }
}
