import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { databaseNow, lockRows, toBoolean } from '@dualcloud/foundation-node';
import { journalEntry, type JournalStore } from '../journal';
import { conflict } from '../refusals';
import { listOperationsOfOrders } from './OperationStore';
import { ENVIRONMENT_STATES, type OrderRow } from './advanceOrder';

/**
 * Starts the failed and skipped steps of a failed order again, with the same
 * instance ids; what has succeeded stays. Call `wake()` after the commit.
 *
 * Throws a NotFoundError, or a ConflictError when there is nothing to retry or
 * another order is under way.
 */
export async function retryOrder(
  trx: Knex.Transaction,
  options: { orderId: string; actor: string; journal: JournalStore },
): Promise<void> {
  const { orderId, actor, journal } = options;
  await lockRows(trx, 'orders', [orderId]);
  const order: OrderRow | undefined = await trx('orders')
    .where('id', orderId)
    .first();
  if (!order) throw new NotFoundError(`there is no order "${orderId}"`);
  if (order.state !== 'failed' || !toBoolean(order.can_retry)) {
    throw order.state === 'failed'
      ? conflict(
          'retry-ruled-out',
          {},
          `order "${orderId}" cannot be tried again because the broker ruled it out; tear down what it was about`,
        )
      : conflict(
          'retry-not-failed',
          {},
          `order "${orderId}" is ${order.state}; only a failed order can be tried again`,
        );
  }
  const steps = await listOperationsOfOrders(trx, [orderId]);
  const again = steps.filter(({ state }) =>
    ['failed', 'skipped'].includes(state),
  );
  await claimTargets(
    trx,
    order,
    again.map(({ instanceId }) => instanceId),
  );
  const done = new Set(
    steps.filter(({ state }) => state === 'succeeded').map(({ id }) => id),
  );
  for (const step of again) {
    await trx('operations')
      .where('id', step.id)
      .update({
        state: 'waiting',
        phase: 'send',
        blocked: !step.dependsOn.every(id => done.has(id)),
        // What could not be cleaned up may still exist when the broker refuses it now.
        interrupted: step.interrupted || step.failure?.cleanedUp === false,
        broker_operation: null,
        description: null,
        reason: null,
        failure: null,
        repeatable: null,
        attempts: 0,
        mitigation_attempts: 0,
        started_at: null,
        finished_at: null,
        deadline_at: null,
        next_at: databaseNow(trx),
      });
  }
  const bindingIds = again.flatMap(({ kind, bindingId }) =>
    kind === 'unbind' && bindingId ? [bindingId] : [],
  );
  if (bindingIds.length) {
    await trx('bindings')
      .whereIn('id', bindingIds)
      .update({ state: 'revoking' });
  }
  await trx('orders').where('id', orderId).update({
    state: 'accepted',
    failure: null,
    finished_at: null,
    can_retry: false,
  });
  await journal.append(trx, [
    {
      ...journalEntry(
        'order-retried',
        { name: order.target_name },
        { message: `The order for "${order.target_name}" is tried again` },
      ),
      orderId,
      environmentId: order.environment_id ?? undefined,
      instanceId: order.instance_id ?? undefined,
      actor,
    },
  ]);
}

/** One order at a time: the environment and the instances belong to this one again. */
async function claimTargets(
  trx: Knex.Transaction,
  order: OrderRow,
  instanceIds: string[],
): Promise<void> {
  await lockRows(trx, 'environments', [order.environment_id ?? undefined]);
  await lockRows(trx, 'instances', instanceIds);
  const later: { id: string; type: string } | undefined = await trx('orders')
    .where(target => {
      target.whereIn('instance_id', instanceIds);
      if (order.environment_id) {
        target.orWhere('environment_id', order.environment_id);
      }
    })
    .whereNot('id', order.id)
    .where('requested_at', '>=', order.requested_at)
    .whereNotIn('type', ['extend-environment', 'extend-instance'])
    .first('id', 'type');
  if (later) {
    throw conflict(
      'retry-superseded',
      {},
      `order "${order.id}" cannot be tried again because order "${later.id}" (${later.type}) came after it; go on from that one`,
    );
  }
  const running = ENVIRONMENT_STATES[order.type]?.running;
  if (order.environment_id && running) {
    await trx('environments')
      .where('id', order.environment_id)
      .update({ state: running, active_order_id: order.id, failure: null });
  }
  await trx('instances')
    .whereIn('id', instanceIds)
    .update({ active_order_id: order.id, failure: null });
}
