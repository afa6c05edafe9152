import type {
  Failure,
  OrderType,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import {
  databaseNow,
  lockRows,
  toOptionalJson,
} from '@dualcloud/foundation-node';
import type { Changes } from '../changes';
import {
  journalEntry,
  type JournalStore,
  type NewJournalEntry,
} from '../journal';
import { listOperationsOfOrders } from './OperationStore';
import { orderProgress } from './orderProgress';
import type { Operation } from './types';

export type OrderRow = {
  id: string;
  type: OrderType;
  state: string;
  requested_by: string;
  requested_at: number | string;
  environment_id: string | null;
  instance_id: string | null;
  target_name: string;
  can_retry: boolean | number;
};

/** How an order ended. */
export type FinishedOrder = {
  state: 'succeeded' | 'failed';
  /** Instances that the order held. */
  instanceIds: string[];
  feedChanged: boolean;
};

/** States of an environment while an order runs and when it ends well. */
export const ENVIRONMENT_STATES: Partial<
  Record<OrderType, { running: string; succeeded: string }>
> = {
  'create-environment': { running: 'provisioning', succeeded: 'ready' },
  'update-environment': { running: 'updating', succeeded: 'ready' },
  'terminate-environment': { running: 'terminating', succeeded: 'terminated' },
};

/**
 * Lets an order go on after its steps changed: what has become free may start,
 * what has become hopeless is skipped, and when nothing is left to do the order
 * ends and lets go of its environment and instances. The order's row is locked,
 * so two steps that end at once do not both miss that they were the last.
 *
 * Also for an order that has just been stored: without any operation it
 * succeeds at once.
 */
export async function advanceOrder(
  trx: Knex.Transaction,
  orderId: string,
  stores: { journal: JournalStore; changes: Changes },
  done: {
    /** The caller has locked the order's row. */
    isLocked?: boolean;
    /** What is to be told before what follows from it. */
    entries?: NewJournalEntry[];
  } = {},
): Promise<FinishedOrder | undefined> {
  const { isLocked = false, entries = [] } = done;
  if (!isLocked) await lockRows(trx, 'orders', [orderId]);
  const steps = await listOperationsOfOrders(trx, [orderId]);
  const { unblocked, skipped, finished } = orderProgress(steps);
  if (unblocked.length) {
    await trx('operations')
      .whereIn('id', unblocked)
      .update({ blocked: false, next_at: databaseNow(trx) });
  }
  if (skipped.length) {
    await trx('operations')
      .whereIn('id', skipped)
      .update({ state: 'skipped', finished_at: databaseNow(trx) });
  }
  if (!finished) {
    await stores.journal.append(trx, entries);
    return undefined;
  }
  return finishOrder(trx, { orderId, state: finished, steps, entries }, stores);
}

async function finishOrder(
  trx: Knex.Transaction,
  ended: {
    orderId: string;
    state: 'succeeded' | 'failed';
    steps: Operation[];
    entries: NewJournalEntry[];
  },
  { journal, changes }: { journal: JournalStore; changes: Changes },
): Promise<FinishedOrder> {
  const { orderId, state, steps, entries } = ended;
  const failures = steps.filter(step => step.state === 'failed');
  const failure = state === 'failed' ? summary(failures) : undefined;
  const [order]: OrderRow[] = await trx('orders')
    .where('id', orderId)
    .update({
      state,
      finished_at: databaseNow(trx),
      ready_ms:
        state === 'succeeded'
          ? trx.raw('? - requested_at', [databaseNow(trx)])
          : null,
      failure: toOptionalJson(failure),
      can_retry:
        state === 'failed' && failures.every(step => step.repeatable !== false),
    })
    .returning('*');
  const held: Array<{ id: string }> = await trx('instances')
    .where('active_order_id', orderId)
    .update({ active_order_id: null, last_order_id: orderId })
    .returning('id');
  const gone = await finishEnvironment(trx, order, state, failure);
  await journal.append(trx, [
    ...entries,
    {
      ...journalEntry(
        `order-${state}`,
        { name: order.target_name },
        {
          level: state === 'failed' ? 'error' : 'info',
          message:
            state === 'succeeded'
              ? `The order for "${order.target_name}" is carried out`
              : `The order for "${order.target_name}" failed: ${failure?.message}`,
        },
      ),
      orderId,
      environmentId: order.environment_id ?? undefined,
      instanceId: order.instance_id ?? undefined,
    },
  ]);
  if (gone) await changes.touch(trx, 'environment', gone);
  return {
    state,
    instanceIds: held.map(({ id }) => id),
    feedChanged: Boolean(gone),
  };
}

/** @returns the environment's id if it is gone now */
async function finishEnvironment(
  trx: Knex.Transaction,
  order: OrderRow,
  state: 'succeeded' | 'failed',
  failure: Failure | undefined,
): Promise<string | undefined> {
  const states = ENVIRONMENT_STATES[order.type];
  if (!order.environment_id || !states) return undefined;
  const terminated = state === 'succeeded' && states.succeeded === 'terminated';
  await trx('environments')
    .where('id', order.environment_id)
    .update({
      state:
        state === 'succeeded'
          ? states.succeeded
          : await stateAfterFailure(trx, order),
      failure: toOptionalJson(failure),
      active_order_id: null,
      last_order_id: order.id,
      ...(terminated && { terminated_at: databaseNow(trx) }),
      ...(state === 'succeeded' &&
        order.type === 'create-environment' && { ready_at: databaseNow(trx) }),
    });
  return terminated ? order.environment_id : undefined;
}

/** A change that failed leaves an environment ready if all of its instances still are. */
async function stateAfterFailure(
  trx: Knex.Transaction,
  order: OrderRow,
): Promise<string> {
  if (order.type !== 'update-environment') return 'failed';
  const harmed = await trx('instances')
    .where('environment_id', order.environment_id)
    .whereNotIn('state', ['ready', 'terminated'])
    .first('id');
  return harmed ? 'failed' : 'ready';
}

function summary(failures: Operation[]): Failure {
  const [first, ...others] = failures;
  if (!first?.failure) {
    return { message: 'A step failed. Look at its journal, and try again.' };
  }
  if (others.length === 0) return first.failure;
  return {
    ...first.failure,
    message: `${first.failure.message} (${others.length} more failed.)`,
    otherFailures: others.length,
    cleanedUp: failures.every(step => step.failure?.cleanedUp !== false)
      ? first.failure.cleanedUp
      : false,
  };
}
