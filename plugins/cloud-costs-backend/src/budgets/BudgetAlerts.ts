import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { databaseNow } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { formatDecimal } from '../money';
import type { BudgetStandings } from './BudgetStandings';
import { type BudgetRow, type StoredBudget, toBudget } from './types';

type Options = {
  knex: Knex;
  standings: BudgetStandings;
  notifications: NotificationService;
  logger: LoggerService;
  onCrossed?: () => void;
};

/**
 * Tells the owners of budgets when a threshold is crossed, once in a period. That
 * it was crossed is stored first, and that they were told afterwards: they are
 * told at least once, whatever happens in between.
 */
export class BudgetAlerts {
  private constructor(private readonly options: Options) {}

  static create(options: Options): BudgetAlerts {
    return new BudgetAlerts(options);
  }

  async run(): Promise<void> {
    const { knex, logger, onCrossed } = this.options;
    const rows: BudgetRow[] = await knex('budgets').orderBy('id');
    let crossed = false;
    for (const budget of rows.map(toBudget)) {
      try {
        crossed = (await this.evaluate(budget)) || crossed;
        await this.notify(budget);
      } catch (error) {
        logger.warn(
          `Budget "${budget.name}" could not be compared with its costs; it will be tried again: ${error}`,
        );
      }
    }
    if (crossed) onCrossed?.();
  }

  private async evaluate(budget: StoredBudget): Promise<boolean> {
    const { knex, standings } = this.options;
    const spent = await standings.spent(budget);
    const crossed = budget.thresholds.filter(
      threshold => spent * 100n >= budget.amount * BigInt(threshold),
    );
    if (crossed.length === 0) return false;
    const { start } = standings.period(budget);
    const added = await knex('budget_alerts')
      .insert(
        crossed.map(threshold => ({
          budget_id: budget.id,
          period_start: start,
          threshold,
          amount: String(spent),
          crossed_at: databaseNow(knex),
        })),
      )
      .onConflict(['budget_id', 'period_start', 'threshold'])
      .ignore()
      .returning('threshold');
    return added.length > 0;
  }

  /** Of several thresholds that were crossed at once, the highest is told. */
  private async notify(budget: StoredBudget): Promise<void> {
    const { knex, standings } = this.options;
    const { start } = standings.period(budget);
    const open: Array<{ threshold: number; amount: string | number }> =
      await knex('budget_alerts')
        .where({ budget_id: budget.id, period_start: start })
        .whereNull('notified_at')
        .orderBy('threshold', 'desc')
        .select('threshold', 'amount');
    if (open.length === 0) return;
    const [{ threshold, amount }] = open;
    await this.send(budget, threshold, BigInt(amount));
    await knex('budget_alerts')
      .where({ budget_id: budget.id, period_start: start })
      .whereIn(
        'threshold',
        open.map(alert => alert.threshold),
      )
      .update({ notified_at: databaseNow(knex) });
  }

  private async send(
    budget: StoredBudget,
    threshold: number,
    spent: bigint,
  ): Promise<void> {
    const { id, name, ownerRef, currency, amount } = budget;
    const { start } = this.options.standings.period(budget);
    try {
      await this.options.notifications.send({
        recipients: { type: 'entity', entityRef: ownerRef },
        payload: {
          title: `Budget "${name}" has reached ${threshold} %`,
          description: `${formatDecimal(spent)} of ${formatDecimal(
            amount,
          )} ${currency} are spent in this ${budget.period}.`,
          link: `/billing/budgets/${id}`,
          severity: threshold >= 100 ? 'high' : 'normal',
          topic: 'cloud-costs-budgets',
          scope: `budget:${id}:${start}:${threshold}`,
        },
      });
    } catch (error) {
      // Without the notifications plugin the page still tells.
      if (!/\b404\b/.test(String(error))) throw error;
    }
  }
}
