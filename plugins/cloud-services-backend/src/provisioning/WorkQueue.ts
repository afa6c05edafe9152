import type { Knex } from 'knex';
import {
  databaseNow,
  isPostgres,
  toOptionalJson,
} from '@dualcloud/foundation-node';
import { type OperationRow, toOperation } from './OperationStore';
import type { Transition } from './outcomes';
import type { Operation } from './types';

/** Somebody else holds the operation by now: what this process learnt is stale. */
export class FenceError extends Error {
  constructor(operation: Operation) {
    super(
      `late write to operation "${operation.id}" refused by the fence: token ${operation.fence} is not the newest`,
    );
    this.name = 'FenceError';
  }
}

/**
 * Who works on what. Any number of processes claim from the same table and
 * need not know each other.
 *
 * A claim is a lease on the database's clock and a fencing token. While a call
 * to a broker runs, the lease is renewed; a process that dies or hangs loses
 * it, and whoever claims next gets a higher token. Each write checks token and
 * owner in its WHERE, so a process that comes back from the dead can write
 * nothing. Between two calls an operation is held by nobody and is simply due
 * at a time: ten thousand operations in flight cost one row each and no memory.
 *
 * A claimed row is due again when its lease ends, so that one index range,
 * `(state, next_at)`, finds new, waiting and abandoned work alike.
 */
export class WorkQueue {
  constructor(
    private readonly owner: string,
    private readonly leaseMs: number,
  ) {}

  /** Takes up to `limit` operations that are due; no two processes get the same. */
  async claim(trx: Knex.Transaction, limit: number): Promise<Operation[]> {
    const due = trx('operations')
      .select('id')
      .whereIn('state', ['waiting', 'running'])
      .where('blocked', false)
      .where('next_at', '<=', databaseNow(trx))
      .orderBy('next_at')
      .limit(limit);
    const claimed = trx('operations');
    if (isPostgres(trx)) {
      // An array is computed once; a plain IN might be evaluated again and again, and lock more.
      claimed.whereRaw('id = any(array(?))', [due.forUpdate().skipLocked()]);
    } else {
      claimed.whereIn('id', due);
    }
    const rows: OperationRow[] = await claimed
      .update({
        state: 'running',
        lease_owner: this.owner,
        lease_until: databaseNow(trx, this.leaseMs),
        next_at: databaseNow(trx, this.leaseMs),
        started_at: trx.raw('coalesce(started_at, ?)', [databaseNow(trx)]),
        fence: trx.raw('fence + 1'),
        attempts: trx.raw(
          "attempts + case when phase = 'send' then 1 else 0 end",
        ),
        mitigation_attempts: trx.raw(
          "mitigation_attempts + case when phase = 'mitigate' then 1 else 0 end",
        ),
        // Still leased: whoever had it never told what came of the call.
        interrupted: trx.raw(
          "(interrupted or (lease_owner is not null and phase = 'send'))",
        ),
      })
      .returning('*');
    return rows.map(toOperation);
  }

  /**
   * Keeps what this process works on from becoming due.
   * @returns those whose lease this process still has
   */
  async renew(knex: Knex, operations: Operation[]): Promise<Set<Operation>> {
    const rows: Array<{ id: string; fence: number | string }> = await knex(
      'operations',
    )
      .where('lease_owner', this.owner)
      .whereIn(
        ['id', 'fence'],
        operations.map(({ id, fence }) => [id, fence]),
      )
      .update({
        lease_until: databaseNow(knex, this.leaseMs),
        next_at: databaseNow(knex, this.leaseMs),
      })
      .returning(['id', 'fence']);
    const kept = new Set(rows.map(({ id, fence }) => `${id}:${fence}`));
    return new Set(
      operations.filter(({ id, fence }) => kept.has(`${id}:${fence}`)),
    );
  }

  /**
   * Gives an operation back untouched.
   * @param interrupted - a call was cut off, so the broker may have done it
   * @returns whether this process still held it
   */
  async release(
    knex: Knex,
    operation: Operation,
    options: { inMs: number; interrupted: boolean },
  ): Promise<boolean> {
    const written = await this.fenced(knex, operation).update({
      lease_owner: null,
      lease_until: null,
      next_at: databaseNow(knex, options.inMs),
      ...(options.interrupted && { interrupted: true }),
    });
    return written > 0;
  }

  /** Stores what an answer came to and gives the operation back; throws a FenceError. */
  async store(
    knex: Knex,
    operation: Operation,
    transition: Transition,
  ): Promise<void> {
    const { state, phase } = transition;
    const written = await this.fenced(knex, operation).update({
      state,
      phase,
      lease_owner: null,
      lease_until: null,
      next_at: databaseNow(knex, transition.inMs),
      ...(state !== 'running' && { finished_at: databaseNow(knex) }),
      ...(transition.deadlineInMs !== undefined && {
        deadline_at: databaseNow(knex, transition.deadlineInMs),
      }),
      ...(transition.brokerOperation !== undefined && {
        broker_operation: transition.brokerOperation,
      }),
      ...(transition.description !== undefined && {
        description: transition.description,
      }),
      ...(transition.reason !== undefined && { reason: transition.reason }),
      ...(state !== 'running' && { reason: null }),
      ...(transition.interrupted !== undefined && {
        interrupted: transition.interrupted,
      }),
      ...(transition.repeatable !== undefined && {
        repeatable: transition.repeatable,
      }),
      ...(transition.failure !== undefined && {
        failure: toOptionalJson(transition.failure),
      }),
      ...(state === 'succeeded' && { failure: null }),
    });
    if (written === 0) throw new FenceError(operation);
  }

  /**
   * Gives operations back that only wait for their next look.
   * @returns those that this process still held; the others are refused by the fence
   */
  async reschedule(
    knex: Knex,
    batch: Array<{ operation: Operation; inMs: number }>,
  ): Promise<Set<Operation>> {
    if (!isPostgres(knex)) {
      const held = new Set<Operation>();
      for (const { operation, inMs } of batch) {
        const given = { inMs, interrupted: false };
        if (await this.release(knex, operation, given)) held.add(operation);
      }
      return held;
    }
    const { rows } = await knex.raw(
      `update operations
       set lease_owner = null, lease_until = null, next_at = ? + due.in_ms
       from unnest(?::text[], ?::bigint[], ?::bigint[]) as due(id, fence, in_ms)
       where operations.id = due.id and operations.fence = due.fence
         and operations.lease_owner = ?
       returning operations.id`,
      [
        databaseNow(knex),
        batch.map(({ operation }) => operation.id),
        batch.map(({ operation }) => operation.fence),
        batch.map(({ inMs }) => Math.round(inMs)),
        this.owner,
      ],
    );
    const ids = new Set(rows.map((row: { id: string }) => row.id));
    return new Set(
      batch.flatMap(({ operation }) =>
        ids.has(operation.id) ? operation : [],
      ),
    );
  }

  private fenced(knex: Knex, operation: Operation) {
    return knex('operations').where({
      id: operation.id,
      fence: operation.fence,
      lease_owner: this.owner,
    });
  }
}
