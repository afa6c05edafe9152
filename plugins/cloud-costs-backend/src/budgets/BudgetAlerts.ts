import type { LoggerService } from '@backstage/backend-plugin-api';
import { databaseNow, type Notifier } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { moneyText } from '../documents/format';
import { toCents } from '../money';
import type { BudgetStandings } from './BudgetStandings';
import { type BudgetRow, type StoredBudget, toBudget } from './types';

type Options = {
  knex: Knex;
  standings: BudgetStandings;
  notifier: Notifier;
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
    const { notifier, standings } = this.options;
    const { id, ownerRef } = budget;
    const { start } = standings.period(budget);
    await notifier.tell({
      to: ownerRef,
      texts: textsOf(budget, threshold, spent),
      link: `/billing/budgets#${id}`,
      severity: threshold >= 100 ? 'high' : 'normal',
      topic: 'cloud-costs-budgets',
      scope: `budget:${id}:${start}:${threshold}`,
    });
  }
}

function textsOf(
  { name, amount, currency, period }: StoredBudget,
  threshold: number,
  spent: bigint,
) {
  const money = (micros: bigint, language: 'en' | 'de') =>
    moneyText(toCents(micros), language);
  const inPeriod =
    period === 'month'
      ? { en: 'in this month', de: 'in diesem Monat' }
      : { en: 'in this year', de: 'in diesem Jahr' };
  return {
    en: {
      title: `Budget "${name}" has reached ${threshold} %`,
      description: `${money(spent, 'en')} of ${money(
        amount,
        'en',
      )} ${currency} are spent ${inPeriod.en}.`,
    },
    de: {
      title: `Budget „${name}“ hat ${threshold} % erreicht`,
      description: `${money(spent, 'de')} von ${money(
        amount,
        'de',
      )} ${currency} sind ${inPeriod.de} verbraucht.`,
    },
  };
}
