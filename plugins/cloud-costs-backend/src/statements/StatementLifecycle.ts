import type { LoggerService } from '@backstage/backend-plugin-api';
import { type AuditLog, transact } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { describeFaults } from '../invoices';
import type { PriceBook } from '../prices';
import { finaliseStatement, type FinaliseOutcome } from './finalise';
import type { BillingPeriods } from './periods';
import type { SnapshotReader, StatementSnapshot } from './snapshot';
import type { StoredStatement } from './statementRows';
import type { StatementStore } from './StatementStore';

const ACTOR = 'plugin:cloud-costs';
const PORTION = 100;

export type LifecycleOptions = {
  knex: Knex;
  store: StatementStore;
  audit: AuditLog;
  periods: BillingPeriods;
  snapshots: SnapshotReader;
  priceBook: (trx?: Knex.Transaction) => Promise<PriceBook>;
  logger: LoggerService;
  /** How long nothing of a statement must have changed before it becomes final by itself; 0. */
  quietMs?: number;
  now?: () => number;
};

/** Moves statements from state to state as time goes by; see `periods.ts`. */
export class StatementLifecycle {
  private readonly listeners: Array<(statement: StoredStatement) => void> = [];
  private readonly now: () => number;

  private constructor(private readonly options: LifecycleOptions) {
    this.now = options.now ?? Date.now;
  }

  static create(options: LifecycleOptions): StatementLifecycle {
    return new StatementLifecycle(options);
  }

  /** Called after a statement has become final, by whomever. */
  onFinal(listener: (statement: StoredStatement) => void): void {
    this.listeners.push(listener);
  }

  /** To be called regularly, after everything has been rated. */
  async run(): Promise<void> {
    const { knex, periods, logger, quietMs = 0 } = this.options;
    const nowMs = this.now();
    await knex('statements')
      .where('state', 'open')
      .where('month', '<', periods.calendar.monthOf(nowMs))
      .update({ state: 'in-grace' });
    // Older months first: so they have the lower numbers.
    const order = ['month', 'payer_ref', 'id'] as const;
    type Due = { month: number; payer_ref: string; id: string };
    for (let after: Due = { month: 0, payer_ref: '', id: '' }; ; ) {
      const due: Due[] = await knex('statements')
        .whereNot('state', 'final')
        .where('in_grace_until', '<=', nowMs)
        .whereNotExists(this.changedBetween(nowMs - quietMs, nowMs))
        .whereRaw(
          `(${order.join(', ')}) > (?, ?, ?)`,
          order.map(column => after[column]),
        )
        .orderBy([...order])
        .limit(PORTION)
        .select(order);
      for (const { id } of due) {
        try {
          await this.finaliseDue(id);
        } catch (error) {
          logger.warn(
            `statement ${id} could not be made final and will be tried again: ${error}`,
          );
        }
      }
      if (due.length < PORTION) return;
      after = due[due.length - 1];
    }
  }

  /** Reads who the parties are; outside of any transaction, it takes a while. */
  async prepare(statement: StoredStatement): Promise<StatementSnapshot> {
    const { store, snapshots, priceBook } = this.options;
    const lines = await store.lines(statement, await priceBook());
    return snapshots.read(statement.payerRef, lines);
  }

  /** In a transaction of the caller's, who calls `announce` after it. */
  async finalise(
    trx: Knex.Transaction,
    wish: { id: string; actor: string; reason: string },
    snapshot: StatementSnapshot,
  ): Promise<FinaliseOutcome> {
    return finaliseStatement(trx, this.options, {
      ...wish,
      snapshot,
      nowMs: this.now(),
    });
  }

  announce(statement: StoredStatement): void {
    for (const listener of this.listeners) listener(statement);
  }

  /** The charges of a statement that changed after one instant and not after the other. */
  private changedBetween(afterMs: number, toMs: number): Knex.QueryBuilder {
    const { knex } = this.options;
    return knex('charges')
      .join('allocations', 'allocations.id', 'charges.allocation_id')
      .where('charges.billed_month', knex.ref('statements.month'))
      .where('charges.currency', knex.ref('statements.currency'))
      .where('allocations.payer_ref', knex.ref('statements.payer_ref'))
      .where('charges.rated_at', '>', afterMs)
      .where('charges.rated_at', '<=', toMs)
      .select(knex.raw('1'));
  }

  private async finaliseDue(id: string): Promise<void> {
    const { knex, store } = this.options;
    const statement = await store.get(id);
    if (!statement) return;
    const snapshot = await this.prepare(statement);
    const outcome = await transact(knex, async trx => {
      const result = await this.finalise(
        trx,
        { id, actor: ACTOR, reason: 'the grace period has ended' },
        snapshot,
      );
      // What nothing is charged in is no statement; it comes back with charges.
      if ('refusal' in result && result.refusal === 'empty') {
        await trx('statements').where({ id }).delete();
      }
      return result;
    });
    if ('statement' in outcome) this.announce(outcome.statement);
    if ('faults' in outcome) {
      this.options.logger.warn(
        `statement ${id} waits, for no invoice could be written of it: ${describeFaults(
          outcome.faults,
        )}`,
      );
    }
  }
}
