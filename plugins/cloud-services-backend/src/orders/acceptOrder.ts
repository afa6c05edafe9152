import type { JsonObject } from '@backstage/types';
import type { CloudServiceSpec } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import {
  type AuditLog,
  databaseNow,
  fromJson,
  lockRows,
} from '@dualcloud/foundation-node';
import type { Changes } from '../changes';
import type { InstanceRow } from '../instances';
import { toPartiesColumns } from '../instances';
import { journalEntry, type JournalStore } from '../journal';
import { advanceOrder } from '../provisioning';
import { dayOf } from './dates';
import { conflict } from '../refusals';
import { insertCreation } from './insertCreation';
import { insertTeardown, insertUpdates } from './insertOperations';
import { checkIdle } from './OrderPlanner';
import type { OrderPlan, PlannedUpdate, Target } from './OrderPlan';

export type AcceptStores = {
  journal: JournalStore;
  changes: Changes;
  audit: AuditLog;
};

/** Who orders, and under which id. */
export type Orderer = { orderId: string; ref: string; taskId?: string };

/** An order that is stored now. */
export type AcceptedOrder = {
  orderId: string;
  environmentId?: string;
  instanceIds: string[];
  feedChanged: boolean;
};

/**
 * Stores an order: intent, ids, operations, journal, change feed and audit in
 * one transaction. After its commit the order will be carried out, whatever
 * happens to this process; before it, nothing has happened at all.
 */
export async function acceptOrder(
  trx: Knex.Transaction,
  plan: OrderPlan,
  orderer: Orderer,
  stores: AcceptStores,
): Promise<AcceptedOrder> {
  const { orderId } = orderer;
  const written = await writeTarget(trx, plan, orderer, stores);
  await insertOrder(trx, plan, { orderer, ...written });
  await written.insertSteps();
  const { environmentId, instanceId, instanceIds } = written;
  await stores.journal.append(trx, [
    {
      ...journalEntry(
        'order-accepted',
        {
          orderType: plan.type,
          name: plan.targetName,
          until: plan.action === 'extend' ? dayOf(plan.expiresAt) : undefined,
        },
        { message: acceptedSentence(plan) },
      ),
      orderId,
      environmentId,
      instanceId,
      actor: orderer.ref,
    },
  ]);
  await stores.audit.append(trx, {
    actor: orderer.ref,
    action: `order-${plan.action}`,
    objectRef: `order:${orderId}`,
    details: {
      type: plan.type,
      target: environmentId
        ? `environment:${environmentId}`
        : `instance:${instanceId}`,
      name: plan.targetName,
      stage: plan.stage,
      systemRef: plan.parties.systemRef,
      ownerRef: plan.parties.ownerRef,
      changes: plan.changes as unknown as JsonObject[],
    },
  });
  const finished = await advanceOrder(trx, orderId, stores);
  return {
    orderId,
    environmentId,
    instanceIds,
    feedChanged: written.feedChanged || Boolean(finished?.feedChanged),
  };
}

type Written = {
  environmentId?: string;
  instanceId?: string;
  instanceIds: string[];
  feedChanged: boolean;
  insertSteps: () => Promise<void>;
};

async function writeTarget(
  trx: Knex.Transaction,
  plan: OrderPlan,
  orderer: Orderer,
  stores: AcceptStores,
): Promise<Written> {
  const { orderId } = orderer;
  if (plan.action === 'create') {
    const made = await insertCreation(trx, plan, {
      orderId,
      actor: orderer.ref,
      changes: stores.changes,
    });
    return { ...made, feedChanged: true };
  }
  const target = await lockTarget(trx, plan.target);
  const ids = {
    environmentId: target.kind === 'environment' ? target.row.id : undefined,
    instanceId: target.kind === 'instance' ? target.row.id : undefined,
  };
  switch (plan.action) {
    case 'update': {
      const instanceIds = plan.updates.map(({ instance }) => instance.id);
      await occupy(trx, target, { orderId, state: 'updating', instanceIds });
      await renewSnapshots(trx, plan.updates);
      return {
        ...ids,
        instanceIds,
        feedChanged: false,
        insertSteps: () =>
          insertUpdates(trx, plan.updates, {
            orderId,
            actor: orderer.ref,
            environmentId: ids.environmentId,
          }),
      };
    }
    case 'extend':
      await extend(trx, target, plan.expiresAt);
      return {
        ...ids,
        instanceIds: target.instances.map(({ id }) => id),
        feedChanged: false,
        insertSteps: async () => undefined,
      };
    default: {
      const { never, live } = splitLive(target.instances);
      await markGone(trx, never, stores.changes);
      await occupy(trx, target, {
        orderId,
        state: 'terminating',
        instanceIds: live.map(({ id }) => id),
      });
      return {
        ...ids,
        instanceIds: target.instances.map(({ id }) => id),
        feedChanged: never.length > 0,
        insertSteps: () =>
          insertTeardown(trx, live, { orderId, actor: orderer.ref }),
      };
    }
  }
}

async function insertOrder(
  trx: Knex.Transaction,
  plan: OrderPlan,
  options: {
    orderer: Orderer;
    environmentId?: string;
    instanceId?: string;
  },
): Promise<void> {
  const { orderer, environmentId, instanceId } = options;
  await trx('orders').insert({
    id: orderer.orderId,
    type: plan.type,
    state: 'accepted',
    requested_by: orderer.ref,
    requested_at: databaseNow(trx),
    environment_id: environmentId ?? null,
    instance_id: instanceId ?? null,
    target_name: plan.targetName,
    stage: plan.stage,
    ...toPartiesColumns(plan.parties),
    expires_at:
      plan.action === 'create' || plan.action === 'extend'
        ? plan.expiresAt ?? null
        : null,
    // What was wished is in the operations; parameters may be secret.
    request: JSON.stringify({ type: plan.type, name: plan.targetName }),
    changes: JSON.stringify(plan.changes),
    can_retry: false,
    task_id: orderer.taskId ?? null,
  });
}

/** Reads the target again under a lock; refuses if something came in between. */
async function lockTarget(
  trx: Knex.Transaction,
  planned: Target,
): Promise<Target> {
  const ids = planned.instances.map(({ id }) => id);
  if (planned.kind === 'environment') {
    await lockRows(trx, 'environments', [planned.row.id]);
  }
  await lockRows(trx, 'instances', ids);
  const row = await trx(
    planned.kind === 'environment' ? 'environments' : 'instances',
  )
    .where('id', planned.row.id)
    .first();
  const instances: InstanceRow[] = await trx('instances')
    .whereIn('id', ids)
    .orderBy([{ column: 'created_at' }, { column: 'id' }]);
  const target = { kind: planned.kind, row, instances } as Target;
  checkIdle(target);
  if (
    row.last_order_id !== planned.row.last_order_id ||
    Number(row.expires_at) !== Number(planned.row.expires_at)
  ) {
    throw conflict(
      'changed-meanwhile',
      { name: row.name },
      `"${row.name}" has changed while you ordered; look at it again and repeat the order`,
    );
  }
  return target;
}

async function occupy(
  trx: Knex.Transaction,
  target: Target,
  options: {
    orderId: string;
    state: 'updating' | 'terminating';
    instanceIds: string[];
  },
): Promise<void> {
  if (target.kind === 'environment') {
    await trx('environments').where('id', target.row.id).update({
      state: options.state,
      active_order_id: options.orderId,
      failure: null,
    });
  }
  if (options.instanceIds.length === 0) return;
  await trx('instances')
    .whereIn('id', options.instanceIds)
    .update({ active_order_id: options.orderId, failure: null });
}

/** The plan that is changed to may be newer than the snapshot; the old one stays in it. */
async function renewSnapshots(
  trx: Knex.Transaction,
  updates: PlannedUpdate[],
): Promise<void> {
  for (const { instance, spec } of updates) {
    const known = fromJson<CloudServiceSpec>(instance.service_snapshot);
    const gone = (known.plans ?? []).filter(
      ({ id }) => !spec.plans?.some(plan => plan.id === id),
    );
    await trx('instances')
      .where('id', instance.id)
      .update({
        service_snapshot: JSON.stringify({
          ...spec,
          plans: [...(spec.plans ?? []), ...gone],
        }),
      });
  }
}

async function extend(
  trx: Knex.Transaction,
  target: Target,
  expiresAt: number,
): Promise<void> {
  const until = { expires_at: expiresAt, expiry_warned_days: null };
  if (target.kind === 'environment') {
    await trx('environments').where('id', target.row.id).update(until);
  }
  await trx('instances')
    .whereIn(
      'id',
      target.instances.map(({ id }) => id),
    )
    .whereNull('terminated_at')
    .update(until);
}

/** What was never begun is not at any broker, and needs no teardown there. */
function splitLive(instances: InstanceRow[]) {
  const open = instances.filter(({ terminated_at }) => terminated_at === null);
  return {
    never: open.filter(({ state }) => state === 'pending'),
    live: open.filter(({ state }) => state !== 'pending'),
  };
}

async function markGone(
  trx: Knex.Transaction,
  instances: InstanceRow[],
  changes: Changes,
): Promise<void> {
  if (instances.length === 0) return;
  const ids = instances.map(({ id }) => id);
  await trx('instances')
    .whereIn('id', ids)
    .update({ state: 'terminated', terminated_at: databaseNow(trx) });
  await changes.touchAll(
    trx,
    ids.map(id => ({ kind: 'instance', id })),
  );
}

function acceptedSentence(plan: OrderPlan): string {
  const what = plan.type.endsWith('environment')
    ? 'environment'
    : 'service instance';
  const verbs = {
    create: 'create',
    update: 'change',
    extend: 'extend',
    terminate: 'tear down',
  } as const;
  const until =
    plan.action === 'extend' ? ` until ${dayOf(plan.expiresAt)}` : '';
  return `Order accepted: ${verbs[plan.action]} ${what} "${
    plan.targetName
  }"${until}`;
}
