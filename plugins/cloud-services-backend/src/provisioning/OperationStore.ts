import type { Knex } from 'knex';
import {
  type BigIntColumn,
  databaseNow,
  fromJson,
  fromOptionalJson,
  toBoolean,
  toNumber,
  toOptionalNumber,
} from '@dualcloud/foundation-node';
import type { NewOperation, Operation } from './types';

/** A row of the table `operations`. */
export type OperationRow = {
  id: string;
  kind: Operation['kind'];
  order_id: string | null;
  binding_id: string | null;
  instance_id: string;
  broker_name: string;
  depends_on: string;
  payload: string;
  actor: string;
  state: Operation['state'];
  phase: Operation['phase'];
  blocked: boolean | number;
  interrupted: boolean | number;
  repeatable: boolean | number | null;
  broker_operation: string | null;
  description: string | null;
  reason: Operation['reason'] | null;
  failure: string | null;
  attempts: number;
  mitigation_attempts: number;
  created_at: number | string;
  started_at: BigIntColumn;
  finished_at: BigIntColumn;
  next_at: number | string;
  deadline_at: BigIntColumn;
  lease_owner: string | null;
  lease_until: BigIntColumn;
  fence: number | string;
};

/** Reads a row. */
export function toOperation(row: OperationRow): Operation {
  return {
    id: row.id,
    kind: row.kind,
    payload: fromJson(row.payload),
    orderId: row.order_id ?? undefined,
    bindingId: row.binding_id ?? undefined,
    instanceId: row.instance_id,
    brokerName: row.broker_name,
    dependsOn: fromJson<string[]>(row.depends_on),
    actor: row.actor,
    state: row.state,
    phase: row.phase,
    blocked: toBoolean(row.blocked),
    interrupted: toBoolean(row.interrupted),
    repeatable: row.repeatable === null ? undefined : toBoolean(row.repeatable),
    brokerOperation: row.broker_operation ?? undefined,
    description: row.description ?? undefined,
    reason: row.reason ?? undefined,
    failure: fromOptionalJson(row.failure),
    attempts: row.attempts,
    mitigationAttempts: row.mitigation_attempts,
    createdAt: toNumber(row.created_at),
    startedAt: toOptionalNumber(row.started_at),
    finishedAt: toOptionalNumber(row.finished_at),
    nextAt: toNumber(row.next_at),
    deadlineAt: toOptionalNumber(row.deadline_at),
    leaseOwner: row.lease_owner ?? undefined,
    leaseUntil: toOptionalNumber(row.lease_until),
    fence: toNumber(row.fence),
  } as Operation;
}

/**
 * Stores the intent. Part of the transaction that accepts the order: an order
 * without its operations, or the reverse, never exists.
 */
export async function insertOperations(
  trx: Knex.Transaction,
  operations: NewOperation[],
): Promise<void> {
  const rows = operations.map(operation => ({
    id: operation.id,
    kind: operation.kind,
    order_id: operation.orderId ?? null,
    binding_id: operation.bindingId ?? null,
    instance_id: operation.instanceId,
    broker_name: operation.brokerName,
    depends_on: JSON.stringify(operation.dependsOn),
    payload: JSON.stringify(operation.payload),
    actor: operation.actor,
    state: 'waiting',
    phase: 'send',
    blocked: operation.dependsOn.length > 0,
    interrupted: false,
    attempts: 0,
    mitigation_attempts: 0,
    created_at: databaseNow(trx),
    next_at: databaseNow(trx),
    fence: 0,
  }));
  for (let start = 0; start < rows.length; start += 40) {
    await trx('operations').insert(rows.slice(start, start + 40));
  }
}

/** Operations of orders, in the order in which they were stored; for their steps. */
export async function listOperationsOfOrders(
  knex: Knex | Knex.Transaction,
  orderIds: string[],
): Promise<Operation[]> {
  if (orderIds.length === 0) return [];
  const rows: OperationRow[] = await knex('operations')
    .select('*')
    .whereIn('order_id', orderIds)
    .orderBy([{ column: 'created_at' }, { column: 'id' }]);
  return rows.map(toOperation);
}
