import { randomUUID } from 'node:crypto';
import {
  type Budget,
  budgetCreatePermission,
  budgetReadPermission,
  type BudgetRequest,
  budgetUpdatePermission,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  type AuditLog,
  conflict,
  databaseNow,
  type IdempotencyStore,
  invalidField,
  lockRows,
  notAllowed,
  notFound,
  toIsoTime,
  type UserCaller,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { type Access, budgetResource, type Decisions } from '../authorization';
import type { BillingCalendar } from '../calendar';
import { touch } from '../feed/touch';
import type { BudgetStandings } from './BudgetStandings';
import { type BudgetWish, readBudgetRequest } from './readRequest';
import { type BudgetRow, type StoredBudget, toBudget } from './types';

type AlertRow = {
  budget_id: string;
  threshold: number;
  crossed_at: number | string;
};

const PERMISSIONS = [budgetReadPermission, budgetUpdatePermission];
const MOST = 500;

/** Budgets as callers may see, set and change them. */
export class BudgetService {
  private constructor(
    private readonly deps: {
      knex: Knex;
      access: Access;
      audit: AuditLog;
      calendar: BillingCalendar;
      idempotency: IdempotencyStore;
      standings: BudgetStandings;
      onChanged: () => void;
    },
  ) {}

  static create(options: {
    knex: Knex;
    access: Access;
    audit: AuditLog;
    calendar: BillingCalendar;
    idempotency: IdempotencyStore;
    standings: BudgetStandings;
    onChanged?: () => void;
  }): BudgetService {
    return new BudgetService({ onChanged: () => undefined, ...options });
  }

  async list(
    caller: UserCaller,
    { scopeRef }: { scopeRef?: string },
  ): Promise<Budget[]> {
    const decisions = await this.deps.access.decide(caller, PERMISSIONS);
    const query = this.deps
      .knex('budgets')
      .orderBy(['budgets.name', 'budgets.id'])
      .limit(MOST)
      .select('budgets.*');
    decisions.restrict(query, 'budgets', budgetReadPermission);
    if (scopeRef !== undefined) query.where('budgets.scope_ref', scopeRef);
    const rows: BudgetRow[] = await query;
    return this.present(decisions, rows);
  }

  async get(caller: UserCaller, id: string): Promise<Budget> {
    const { row, decisions } = await this.visible(caller, id);
    const [budget] = await this.present(decisions, [row]);
    return budget;
  }

  async create(
    caller: UserCaller,
    wanted: BudgetRequest,
    key: string,
  ): Promise<Budget> {
    await this.deps.access.require(caller, budgetCreatePermission);
    const wish = readBudgetRequest(caller, wanted);
    const id = await this.write(
      { caller, key, route: 'POST /budgets', body: wanted },
      async trx => {
        const created = randomUUID();
        await trx('budgets').insert({
          id: created,
          ...toRow(wish),
          created_by: caller.ref,
          created_at: databaseNow(trx),
          version: 1,
        });
        await touch(trx, 'budget', created);
        await this.audit(trx, caller, 'budget-create', created, wish);
        return created;
      },
    );
    return this.get(caller, id);
  }

  async update(
    caller: UserCaller,
    id: string,
    wanted: BudgetRequest,
    key: string,
  ): Promise<Budget> {
    await this.changeable(caller, id);
    if (wanted.version === undefined) {
      throw invalidField(
        'version',
        'required',
        'must be the version of the budget that you have read',
      );
    }
    const wish = readBudgetRequest(caller, wanted);
    await this.write(
      { caller, key, route: `PUT /budgets/${id}`, body: wanted },
      async trx => {
        await lockRows(trx, 'budgets', [id]);
        const row: BudgetRow | undefined = await trx('budgets')
          .where({ id })
          .first();
        if (!row) throw notFound('budget', id);
        if (row.version !== wanted.version) {
          throw conflict(
            `budget "${row.name}" has been changed by somebody else meanwhile; read it again and repeat your change`,
          );
        }
        await trx('budgets')
          .where({ id })
          .update({ ...toRow(wish), version: row.version + 1 });
        // Of other terms its owner is told anew.
        await trx('budget_alerts').where('budget_id', id).delete();
        await touch(trx, 'budget', id);
        await this.audit(trx, caller, 'budget-update', id, wish);
        return id;
      },
    );
    return this.get(caller, id);
  }

  async remove(caller: UserCaller, id: string, key: string): Promise<void> {
    const { audit, idempotency, onChanged } = this.deps;
    const { repeated } = await idempotency.once(
      { actor: caller.ref, key, route: `DELETE /budgets/${id}`, body: {} },
      () => this.changeable(caller, id),
      async trx => {
        const removed = await trx('budgets').where({ id }).delete();
        if (!removed) throw notFound('budget', id);
        await trx('budget_alerts').where('budget_id', id).delete();
        await touch(trx, 'budget', id);
        await audit.append(trx, {
          actor: caller.ref,
          action: 'budget-remove',
          objectRef: `budget:${id}`,
        });
        return { status: 204, response: {} };
      },
    );
    if (repeated) return;
    void audit.publish();
    onChanged();
  }

  private async write(
    wish: { caller: UserCaller; key: string; route: string; body: unknown },
    effect: (trx: Knex.Transaction) => Promise<string>,
  ): Promise<string> {
    const { audit, idempotency, onChanged } = this.deps;
    const { caller, ...rest } = wish;
    const { response, repeated } = await idempotency.once(
      { actor: caller.ref, ...rest },
      async () => undefined,
      async trx => ({ status: 200, response: { id: await effect(trx) } }),
    );
    if (!repeated) {
      void audit.publish();
      onChanged();
    }
    return response.id;
  }

  private audit(
    trx: Knex.Transaction,
    caller: UserCaller,
    action: string,
    id: string,
    wish: BudgetWish,
  ): Promise<void> {
    return this.deps.audit.append(trx, {
      actor: caller.ref,
      action,
      objectRef: `budget:${id}`,
      details: {
        name: wish.name,
        scope: `${wish.scope.type} ${wish.scope.ref}`,
        period: wish.period,
        amount: String(wish.amount),
        currency: wish.currency,
        refusesOrders: wish.refusesOrders,
        ownerRef: wish.ownerRef,
      },
    });
  }

  private async visible(
    caller: UserCaller,
    id: string,
  ): Promise<{ row: BudgetRow; decisions: Decisions }> {
    const decisions = await this.deps.access.decide(caller, PERMISSIONS);
    const row: BudgetRow | undefined = await this.deps
      .knex('budgets')
      .where({ id })
      .first();
    if (
      !row ||
      !decisions.allow(budgetReadPermission, budgetResource(row), 'see')
    ) {
      throw notFound('budget', id);
    }
    return { row, decisions };
  }

  private async changeable(caller: UserCaller, id: string): Promise<void> {
    const { row, decisions } = await this.visible(caller, id);
    if (
      !decisions.allow(budgetUpdatePermission, budgetResource(row), 'change')
    ) {
      throw notAllowed(
        'you may see this budget, but not change it; the members of its owner and the IT service provider may',
      );
    }
  }

  private async present(
    decisions: Decisions,
    rows: BudgetRow[],
  ): Promise<Budget[]> {
    const alerts: Array<AlertRow & { period_start: number }> = await this.deps
      .knex('budget_alerts')
      .whereIn(
        'budget_id',
        rows.map(({ id }) => id),
      )
      .orderBy('threshold');
    const budgets: Budget[] = [];
    for (const row of rows) {
      const budget = toBudget(row);
      const { start } = this.deps.standings.period(budget);
      budgets.push(
        await this.presentOne(
          budget,
          alerts.filter(
            alert => alert.budget_id === row.id && alert.period_start === start,
          ),
          decisions.allow(
            budgetUpdatePermission,
            budgetResource(row),
            'change',
          ),
        ),
      );
    }
    return budgets;
  }

  private async presentOne(
    budget: StoredBudget,
    alerts: AlertRow[],
    mayChange: boolean,
  ): Promise<Budget> {
    const { calendar, standings } = this.deps;
    const { period, spent, reserved, forecast } = await standings.of(budget);
    return {
      ...budget,
      amount: String(budget.amount),
      createdAt: new Date(budget.createdAt).toISOString(),
      spent: String(spent),
      reserved: String(reserved),
      forecast: {
        expected: String(forecast.expected),
        low: String(forecast.low),
        high: String(forecast.high),
      },
      periodStart: calendar.formatDay(period.from),
      periodEnd: calendar.formatDay(period.to),
      crossed: alerts.map(alert => ({
        threshold: alert.threshold,
        at: toIsoTime(alert.crossed_at) ?? '',
      })),
      mayChange,
    };
  }
}

function toRow(
  wish: BudgetWish,
): Omit<BudgetRow, 'id' | 'created_by' | 'created_at' | 'version'> {
  return {
    name: wish.name,
    scope_type: wish.scope.type,
    scope_ref: wish.scope.ref,
    period: wish.period,
    amount: String(wish.amount),
    currency: wish.currency,
    thresholds: JSON.stringify(wish.thresholds),
    refuses_orders: wish.refusesOrders,
    owner_ref: wish.ownerRef,
  };
}
