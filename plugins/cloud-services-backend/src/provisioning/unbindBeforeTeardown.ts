import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { databaseNow } from '@dualcloud/foundation-node';
import { insertOperations } from './OperationStore';
import type { Operation } from './types';

type LiveBinding = { id: string; instance_id: string; state: string };

/**
 * OSB 2.17, "Deprovisioning": platforms MUST delete all bindings before. Where
 * a teardown has been claimed and its instance still has bindings, their
 * revocation becomes part of the same order, and the teardown waits for it.
 *
 * This is decided when the teardown starts and not when it is ordered, because
 * credentials may have been asked for in between. Whoever creates a binding
 * locks the instance's row and refuses while an order is active on it; the
 * caller of this function holds that lock too.
 *
 * @returns the operations that may go on now
 */
export async function unbindBeforeTeardown(
  trx: Knex.Transaction,
  operations: Operation[],
): Promise<Operation[]> {
  const teardowns = operations.filter(
    ({ kind, phase }) => kind === 'deprovision' && phase === 'send',
  );
  if (teardowns.length === 0) return operations;
  const instanceIds = teardowns.map(({ instanceId }) => instanceId);
  const bindings: LiveBinding[] = await trx('bindings')
    .select('id', 'instance_id', 'state')
    .whereIn('instance_id', instanceIds)
    .whereNot('state', 'revoked');
  if (bindings.length === 0) return operations;

  const held = new Set<string>();
  for (const teardown of teardowns) {
    const own = bindings.filter(b => b.instance_id === teardown.instanceId);
    if (own.length === 0) continue;
    held.add(teardown.id);
    await holdBack(trx, teardown, own);
  }
  return operations.filter(({ id }) => !held.has(id));
}

async function holdBack(
  trx: Knex.Transaction,
  teardown: Operation,
  bindings: LiveBinding[],
): Promise<void> {
  const bindingIds = bindings.map(({ id }) => id);
  const busy: Array<{ binding_id: string }> = await trx('operations')
    .select('binding_id')
    .whereIn('binding_id', bindingIds)
    .whereIn('state', ['waiting', 'running']);
  const inFlight = new Set(busy.map(row => row.binding_id));
  const idle = bindingIds.filter(id => !inFlight.has(id));
  const unbinds = idle.map(bindingId => ({
    kind: 'unbind' as const,
    id: uuid(),
    orderId: teardown.orderId,
    bindingId,
    instanceId: teardown.instanceId,
    brokerName: teardown.brokerName,
    dependsOn: [],
    actor: teardown.actor,
    payload: {
      serviceId: teardown.payload.serviceId,
      planId: teardown.payload.planId,
    },
  }));
  await insertOperations(trx, unbinds);
  if (idle.length) {
    await trx('bindings')
      .whereIn('id', idle)
      .update({ state: 'revoking', sealed: null });
  }
  await trx('operations')
    .where('id', teardown.id)
    .update({
      state: 'waiting',
      attempts: 0,
      started_at: null,
      lease_owner: null,
      lease_until: null,
      // One whose bind or unbind is still under way is looked at again soon.
      next_at: databaseNow(trx, 500),
      ...(teardown.orderId &&
        unbinds.length > 0 && {
          blocked: true,
          depends_on: JSON.stringify([
            ...teardown.dependsOn,
            ...unbinds.map(({ id }) => id),
          ]),
        }),
    });
}
