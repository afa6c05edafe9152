import { lockRows } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { stateOf, WEEK_MS } from './limits';
import {
  type ApprovalRow,
  type StoredApproval,
  toApproval,
  toApprovalRow,
} from './types';

/** Standing approvals. */
export class ApprovalStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): ApprovalStore {
    return new ApprovalStore(knex);
  }

  query(): Knex.QueryBuilder {
    return this.knex('standing_approvals');
  }

  async get(
    id: string,
    knex: Knex = this.knex,
  ): Promise<StoredApproval | undefined> {
    const row: ApprovalRow | undefined = await knex('standing_approvals')
      .where({ id })
      .first();
    return row && toApproval(row);
  }

  /** By nobody else changed until the transaction has ended. */
  async lock(
    trx: Knex.Transaction,
    id: string,
  ): Promise<StoredApproval | undefined> {
    await lockRows(trx, 'standing_approvals', [id]);
    return this.get(id, trx);
  }

  async insert(trx: Knex.Transaction, approval: StoredApproval): Promise<void> {
    await trx('standing_approvals').insert(toApprovalRow(approval));
  }

  async update(trx: Knex.Transaction, approval: StoredApproval): Promise<void> {
    const { id, ...row } = toApprovalRow(approval);
    await trx('standing_approvals').where({ id }).update(row);
  }

  /** The one in force for a service of an agency; the last that was proposed, of several. */
  async inForce(
    { serviceRef, customerRef }: { serviceRef?: string; customerRef: string },
    now: number,
    knex: Knex = this.knex,
  ): Promise<StoredApproval | undefined> {
    if (serviceRef === undefined) return undefined;
    const rows: ApprovalRow[] = await knex('standing_approvals')
      .where({ service_ref: serviceRef, customer_ref: customerRef })
      .whereNull('withdrawn_at')
      .orderBy('proposed_at', 'desc');
    return rows
      .map(toApproval)
      .find(approval => stateOf(approval, now) === 'in-force');
  }

  /** All that are in force, for a condition in SQL; the same as {@link stateOf} says. */
  queryInForce(now: number): Knex.QueryBuilder {
    return this.query()
      .whereNull('withdrawn_at')
      .whereNotNull('customer_at')
      .whereNotNull('provider_at')
      .where('until', '>=', new Date(now).toISOString().slice(0, 10));
  }

  /** How many releases were taken over by it in the last seven days. */
  async used(id: string, now: number, knex: Knex = this.knex): Promise<number> {
    const row = await knex('takeovers')
      .where('standing_approval_id', id)
      .where('decided_at', '>', now - WEEK_MS)
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }
}
