import type { Failure } from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import {
  databaseNow,
  isPostgres,
  toOptionalJson,
} from '@dualcloud/foundation-node';
import type { Changes } from '../changes';
import {
  journalEntry,
  type JournalStore,
  type NewJournalEntry,
  type WrittenEvent,
} from '../journal';
import type { LifecycleStore } from '../lifecycle';
import { knownReason, sentences, SUCCESS_EVENTS } from './failures';
import { insertOperations } from './OperationStore';
import { advanceOrder } from './advanceOrder';
import type { Transition } from './outcomes';
import type { CredentialSink, Operation, ProvisioningChange } from './types';

/** The parts of the domain that operations have an effect on. */
export type EffectStores = {
  journal: JournalStore;
  changes: Changes;
  lifecycle: LifecycleStore;
  credentialSink: CredentialSink;
};

/** What the engine reads of an instance. */
export type InstanceRow = {
  id: string;
  environment_id: string | null;
  component_name: string;
  plan_name: string;
  owner_ref: string;
  system_ref: string;
  customer_ref: string | null;
  software_provider_ref: string | null;
  payer_ref: string | null;
  commission_ref: string | null;
  created_by: string;
};

const INSTANCE_COLUMNS = [
  'id',
  'environment_id',
  'component_name',
  'plan_name',
  'owner_ref',
  'system_ref',
  'customer_ref',
  'software_provider_ref',
  'payer_ref',
  'commission_ref',
  'created_by',
];

/**
 * Instances by id, for the journal and for whoever is told; locked until the
 * transaction ends, in the order of their ids as everyone does.
 */
export async function lockInstances(
  trx: Knex.Transaction,
  ids: string[],
): Promise<Map<string, InstanceRow>> {
  if (ids.length === 0) return new Map();
  const query = trx('instances')
    .select(INSTANCE_COLUMNS)
    .whereIn('id', [...new Set(ids)])
    .orderBy('id');
  if (isPostgres(trx)) query.forUpdate();
  const rows: InstanceRow[] = await query;
  return new Map(rows.map(row => [row.id, row]));
}

/** Locks an operation's order and then its instance, which it reads: one statement for all three. */
async function lockTarget(
  trx: Knex.Transaction,
  { orderId, instanceId }: Operation,
): Promise<InstanceRow | undefined> {
  if (!orderId || !isPostgres(trx)) {
    return (await lockInstances(trx, [instanceId])).get(instanceId);
  }
  // Rows are locked in the order in which the tables are named at the end.
  const { rows } = await trx.raw(
    `select ${INSTANCE_COLUMNS.map(name => `i.${name}`).join(', ')}
     from orders o join instances i on i.id = ?
     where o.id = ? for update of o, i`,
    [instanceId, orderId],
  );
  return rows[0];
}

/** What the engine's listeners are told about an operation. */
export function changeOf(
  operation: Operation,
  instance: InstanceRow | undefined,
): ProvisioningChange {
  return {
    orderId: operation.orderId,
    environmentId: instance?.environment_id ?? undefined,
    instanceIds: [operation.instanceId],
    bindingIds: operation.bindingId ? [operation.bindingId] : [],
    parties: {
      ownerRef: instance?.owner_ref ?? '',
      systemRef: instance?.system_ref ?? '',
      customerRef: instance?.customer_ref ?? undefined,
      softwareProviderRef: instance?.software_provider_ref ?? undefined,
      payerRef: instance?.payer_ref ?? undefined,
      commissionRef: instance?.commission_ref ?? undefined,
      requestedBy: operation.actor,
    },
    feedChanged: false,
  };
}

/** A journal entry about an operation. */
export function entryOf(
  operation: Operation,
  instance: InstanceRow | undefined,
  entry: WrittenEvent,
): NewJournalEntry {
  return {
    ...entry,
    orderId: operation.orderId,
    environmentId: instance?.environment_id ?? undefined,
    instanceId: operation.instanceId,
    componentName: instance?.component_name,
  };
}

/**
 * Operations were claimed for the first time: their orders run, their
 * instances move. The caller has locked both.
 */
export async function startOperations(
  trx: Knex.Transaction,
  operations: Operation[],
  instances: Map<string, InstanceRow>,
  journal: JournalStore,
): Promise<ProvisioningChange[]> {
  if (operations.length === 0) return [];
  const orderIds = operations.flatMap(({ orderId }) => orderId ?? []);
  if (orderIds.length) {
    await trx('orders')
      .whereIn('id', [...new Set(orderIds)])
      .where('state', 'accepted')
      .update({ state: 'running' });
  }
  const states = {
    provision: 'provisioning',
    update: 'updating',
    deprovision: 'deprovisioning',
  } as const;
  for (const [kind, state] of Object.entries(states)) {
    const ids = operations
      .filter(operation => operation.kind === kind && !isSweep(operation))
      .map(({ instanceId }) => instanceId);
    if (ids.length) await trx('instances').whereIn('id', ids).update({ state });
  }
  await journal.append(
    trx,
    operations.map(operation =>
      entryOf(
        operation,
        instances.get(operation.instanceId),
        journalEntry(
          `${operation.kind}-sent`,
          { brokerName: operation.brokerName },
          { message: sentences.sent(operation) },
        ),
      ),
    ),
  );
  return operations.map(operation =>
    changeOf(operation, instances.get(operation.instanceId)),
  );
}

/**
 * An operation has made a step; its own row is written already, in the same
 * transaction. Order, environment, instance and binding follow from it.
 */
export async function applyTransition(
  trx: Knex.Transaction,
  operation: Operation,
  transition: Transition,
  stores: EffectStores,
): Promise<ProvisioningChange> {
  const instance = await lockTarget(trx, operation);
  const change = changeOf(operation, instance);
  const entries: NewJournalEntry[] = [];
  const note = (entry: WrittenEvent) =>
    entries.push(entryOf(operation, instance, entry));

  if (transition.entry) note(transition.entry);
  if (transition.state === 'running') {
    await whileRunning(trx, operation, transition);
  } else if (isSweep(operation)) {
    note(sweptEntry(operation, transition));
  } else if (transition.state === 'succeeded') {
    note(
      journalEntry(
        SUCCESS_EVENTS[operation.kind],
        {},
        { message: sentences.succeeded[operation.kind] },
      ),
    );
    await onSuccess(trx, operation, transition, stores);
  } else {
    const failure: Failure = {
      ...(transition.failure ?? { message: 'The step failed.' }),
      componentName: instance?.component_name,
    };
    note(
      journalEntry(
        `${operation.kind}-failed`,
        failureParams(operation, failure),
        {
          level: 'error',
          message: failure.message,
        },
      ),
    );
    await onFailure(trx, operation, failure, transition.instanceUsable);
  }
  if (!operation.orderId || transition.state === 'running') {
    await stores.journal.append(trx, entries);
  } else {
    const finished = await advanceOrder(trx, operation.orderId, stores, {
      isLocked: true,
      entries,
    });
    change.orderFinished = finished?.state;
    change.instanceIds.push(...(finished?.instanceIds ?? []));
    change.feedChanged = finished?.feedChanged ?? false;
  }
  if (transition.state === 'succeeded' && !isSweep(operation)) {
    if (operation.kind === 'deprovision' || operation.kind === 'update') {
      await stores.changes.touch(trx, 'instance', operation.instanceId);
      change.feedChanged = true;
    }
    if (await recordLife(trx, operation, instance, stores)) {
      change.feedChanged = true;
    }
  }
  return change;
}

/** Last of all: a reader of the feed waits for whoever has written to it. */
async function recordLife(
  trx: Knex.Transaction,
  operation: Operation,
  before: InstanceRow | undefined,
  { lifecycle }: EffectStores,
): Promise<boolean> {
  const { id, kind, instanceId, orderId } = operation;
  if (!before || kind === 'bind' || kind === 'unbind') return false;
  return lifecycle.record(trx, {
    instanceId,
    orderId,
    ...(kind === 'update'
      ? { kind, operationId: id, previousPlan: before.plan_name }
      : { kind }),
  });
}

function sweptEntry(
  operation: Operation,
  transition: Transition,
): WrittenEvent {
  const { state, failure } = transition;
  return state === 'succeeded'
    ? journalEntry(
        'sweep-succeeded',
        { brokerName: operation.brokerName },
        { message: sentences.swept },
      )
    : journalEntry('sweep-failed', failureParams(operation, failure), {
        level: 'error',
        message: failure?.message ?? sentences.notSwept,
      });
}

function failureParams({ brokerName }: Operation, failure?: Failure) {
  return {
    brokerName,
    reason: knownReason(failure?.reason),
    brokerWords: failure?.brokerDescription,
  };
}

function isSweep({ kind, payload }: Operation): boolean {
  return (
    (kind === 'deprovision' || kind === 'unbind') &&
    'sweep' in payload &&
    payload.sweep === true
  );
}

async function whileRunning(
  trx: Knex.Transaction,
  { kind, instanceId }: Operation,
  { description, dashboardUrl }: Transition,
): Promise<void> {
  if (kind === 'bind' || kind === 'unbind') return;
  const words = {
    ...(description !== undefined && {
      description: partOfEnvironment(trx, '?', [description]),
    }),
    ...(dashboardUrl !== undefined && { dashboard_url: dashboardUrl }),
  };
  if (Object.keys(words).length === 0) return;
  await trx('instances').where('id', instanceId).update(words);
}

/**
 * A single instance has the description that its owner gave it; the broker's
 * words about it are with its order. Part of an environment it has none.
 */
function partOfEnvironment(
  trx: Knex.Transaction,
  value: '?' | 'null',
  bindings: Array<string | null> = [],
): Knex.Raw {
  return trx.raw(
    `case when environment_id is null then description else ${value} end`,
    bindings,
  );
}

function forgetWords(trx: Knex.Transaction) {
  return { description: partOfEnvironment(trx, 'null') };
}

async function onSuccess(
  trx: Knex.Transaction,
  operation: Operation,
  { dashboardUrl, credentials }: Transition,
  stores: EffectStores,
): Promise<void> {
  const instance = trx('instances').where('id', operation.instanceId);
  const dashboard = dashboardUrl && { dashboard_url: dashboardUrl };
  switch (operation.kind) {
    case 'provision':
      await instance.update({
        state: 'ready',
        ready_at: databaseNow(trx),
        ...forgetWords(trx),
        failure: null,
        ...dashboard,
      });
      break;
    case 'update': {
      const { payload } = operation;
      await instance.update({
        state: 'ready',
        plan_id: payload.planId,
        plan_name: payload.planName,
        plan_title: payload.planTitle,
        parameters: JSON.stringify(payload.resultingParameters),
        maintenance_version: payload.maintenanceInfo?.version ?? null,
        ...forgetWords(trx),
        failure: null,
        ...dashboard,
      });
      break;
    }
    case 'deprovision':
      await instance.update({
        state: 'terminated',
        terminated_at: databaseNow(trx),
        dashboard_url: null,
        ...forgetWords(trx),
        failure: null,
      });
      break;
    case 'bind': {
      const expires = Date.parse(credentials?.expiresAt ?? '');
      await trx('bindings')
        .where('id', operation.bindingId)
        .update({
          state: 'ready',
          failure: null,
          // Ours may be earlier: a task's credentials live for a day.
          ...(!Number.isNaN(expires) && {
            expires_at: trx.raw(
              'case when expires_at < ? then expires_at else ? end',
              [expires, expires],
            ),
          }),
        });
      if (credentials && operation.bindingId) {
        await stores.credentialSink.seal(trx, operation.bindingId, credentials);
      }
      await revokePredecessor(trx, operation);
      break;
    }
    default:
      await trx('bindings')
        .where('id', operation.bindingId)
        .update({
          state: 'revoked',
          revoked_at: databaseNow(trx),
          sealed: null,
          failure: null,
        });
  }
}

/** Rotation: the old credentials work until the new ones are there. */
async function revokePredecessor(
  trx: Knex.Transaction,
  operation: Operation & { kind: 'bind' },
): Promise<void> {
  const { revokes, serviceId, planId } = operation.payload;
  if (!revokes) return;
  const revoked = await trx('bindings')
    .where({ id: revokes, instance_id: operation.instanceId })
    .whereIn('state', ['ready', 'revealed', 'failed'])
    .update({ state: 'revoking', sealed: null });
  if (revoked === 0) return;
  await insertOperations(trx, [
    {
      kind: 'unbind',
      id: uuid(),
      bindingId: revokes,
      instanceId: operation.instanceId,
      brokerName: operation.brokerName,
      dependsOn: [],
      actor: operation.actor,
      payload: {
        serviceId,
        planId,
        maximumPollingSeconds: operation.payload.maximumPollingSeconds,
      },
    },
  ]);
}

async function onFailure(
  trx: Knex.Transaction,
  operation: Operation,
  failure: Failure,
  instanceUsable: boolean | undefined,
): Promise<void> {
  await trx('operations')
    .where('id', operation.id)
    .update({ failure: toOptionalJson(failure) });
  const stored = { failure: toOptionalJson(failure) };
  if (operation.kind === 'bind' || operation.kind === 'unbind') {
    await trx('bindings')
      .where('id', operation.bindingId)
      .update({ state: 'failed', ...stored });
    return;
  }
  // A change that failed leaves what was there before, unless the broker says otherwise.
  const unharmed = operation.kind === 'update' && instanceUsable !== false;
  await trx('instances')
    .where('id', operation.instanceId)
    .update({ state: unharmed ? 'ready' : 'failed', ...stored });
}
