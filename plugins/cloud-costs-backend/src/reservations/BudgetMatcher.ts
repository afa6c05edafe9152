import type { CostStage } from '@dualcloud/backstage-plugin-cloud-costs-common';
import type { PartyResolver } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { maySee } from '../authorization';
import { type BudgetRow, type StoredBudget, toBudget } from '../budgets/types';

/** Whose something would be that is not there yet. */
export type Target = {
  payerRef?: string;
  ownerRef?: string;
  customerRef?: string;
  softwareProviderRef?: string;
  systemRef?: string;
  environmentId?: string;
  stage?: CostStage;
};

/** Finds the budgets that something would count towards. */
export class BudgetMatcher {
  private constructor(
    private readonly knex: Knex,
    private readonly parties: PartyResolver,
  ) {}

  static create(options: {
    knex: Knex;
    parties: PartyResolver;
  }): BudgetMatcher {
    return new BudgetMatcher(options.knex, options.parties);
  }

  /** By scope alone. */
  async inScope(target: Target): Promise<StoredBudget[]> {
    const organisations = [target.payerRef, target.ownerRef].filter(
      ref => ref !== undefined,
    );
    const rows: BudgetRow[] = await this.knex('budgets')
      .where(scope =>
        scope
          .where(nested =>
            nested
              .where('scope_type', 'organisation')
              .whereIn('scope_ref', organisations),
          )
          .orWhere({
            scope_type: 'system',
            scope_ref: target.systemRef ?? '',
          })
          .orWhere({
            scope_type: 'environment',
            scope_ref: target.environmentId ?? '',
          }),
      )
      .orderBy('id');
    return rows.map(toBudget);
  }

  /**
   * Those whose owner would see it: nobody can hold up others' orders with a
   * budget about what is none of their business.
   */
  async binding(target: Target): Promise<StoredBudget[]> {
    const found: StoredBudget[] = [];
    for (const budget of await this.inScope(target)) {
      const owner = await this.parties.resolve([budget.ownerRef]);
      if (maySee(owner, { ...target, ref: 'allocation:0' })) found.push(budget);
    }
    return found;
  }
}
