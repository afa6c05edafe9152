import type { JsonObject } from '@backstage/types';
import { lockRows } from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { patternOf } from './pattern';
import { type RequestRow, type StoredRequest, toRequest, toRow } from './types';

/** One step, for the history. */
export type RequestStep = {
  at: number;
  by: string;
  event: string;
  from?: string;
  to?: string;
  reason?: string;
  details?: JsonObject;
};

/** A row of `request_events`. */
export type StepRow = {
  id: number | string;
  request_id: string;
  at: number | string;
  by: string;
  event: string;
  from_state: string | null;
  to_state: string | null;
  reason: string | null;
  details: string | null;
};

/** Requests, with every step that they took. */
export class RequestStore {
  private constructor(private readonly knex: Knex) {}

  static create(knex: Knex): RequestStore {
    return new RequestStore(knex);
  }

  query(): Knex.QueryBuilder {
    return this.knex('requests');
  }

  async get(
    id: string,
    knex: Knex = this.knex,
  ): Promise<StoredRequest | undefined> {
    const row: RequestRow | undefined = await knex('requests')
      .where({ id })
      .first();
    return row && toRequest(row);
  }

  /** The request from before the portal by which a service came to be, if there is one. */
  async recordedOrigin(
    trx: Knex.Transaction,
    serviceRef: string,
  ): Promise<string | undefined> {
    const row: Pick<RequestRow, 'id'> | undefined = await trx('requests')
      .where({ service_ref: serviceRef, phase: 'operation', ended: 0 })
      .whereNotNull('recorded_at')
      .first('id');
    return row?.id;
  }

  /** As it is now, and by nobody else changed until the transaction has ended. */
  async lock(
    trx: Knex.Transaction,
    id: string,
  ): Promise<StoredRequest | undefined> {
    await lockRows(trx, 'requests', [id]);
    return this.get(id, trx);
  }

  async insert(trx: Knex.Transaction, request: StoredRequest): Promise<void> {
    await trx('requests').insert(stored(request));
  }

  /** Stores it with a revision of its own. */
  async update(
    trx: Knex.Transaction,
    request: StoredRequest,
  ): Promise<StoredRequest> {
    const next = { ...request, revision: request.revision + 1 };
    const { id, ...row } = stored(next);
    await trx('requests').where({ id }).update(row);
    return next;
  }

  async addStep(
    trx: Knex.Transaction,
    requestId: string,
    step: RequestStep,
  ): Promise<void> {
    await trx('request_events').insert({
      request_id: requestId,
      at: step.at,
      by: step.by,
      event: step.event,
      from_state: step.from ?? null,
      to_state: step.to ?? null,
      reason: step.reason ?? null,
      details: step.details ? JSON.stringify(step.details) : null,
    });
  }

  async steps(requestId: string): Promise<StepRow[]> {
    return this.knex('request_events')
      .where('request_id', requestId)
      .orderBy('id');
  }
}

/** The row with what it is counted by, which nobody reads again. */
function stored(request: StoredRequest): RequestRow & {
  pattern: string | null;
} {
  const pattern = patternOf(request.type, request.form) ?? null;
  return { ...toRow(request), pattern };
}
