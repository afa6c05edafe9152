import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { insertOperations } from './OperationStore';
import type { Operation } from './types';

/**
 * The fence keeps a late process from our database, not from the broker: its
 * request to create may arrive after somebody else has created and torn down
 * the same thing, and would make an orphan with an id that is done with. Such an
 * id is never used again, so a deletion can do no harm and is ordered once more.
 *
 * A step that has failed may be tried again with the same id, so nothing is
 * deleted there; it is noted that the broker may have it after all.
 *
 * The caller has locked the instance.
 */
export async function sweepAfterLateCall(
  trx: Knex.Transaction,
  operation: Operation,
): Promise<void> {
  const { kind, phase, bindingId, instanceId, brokerName, actor } = operation;
  if (phase !== 'send' || (kind !== 'provision' && kind !== 'bind')) return;
  const { serviceId, planId } = operation.payload;
  const gone =
    kind === 'provision'
      ? await trx('instances')
          .where({ id: instanceId, state: 'terminated' })
          .first('id')
      : await trx('bindings')
          .where({ id: bindingId, state: 'revoked' })
          .first('id');
  if (!gone) {
    await trx('operations')
      .where({ id: operation.id, state: 'failed' })
      .update({ interrupted: true });
    return;
  }
  await insertOperations(trx, [
    {
      id: uuid(),
      kind: kind === 'provision' ? 'deprovision' : 'unbind',
      bindingId,
      instanceId,
      brokerName,
      dependsOn: [],
      actor,
      payload: { serviceId, planId, sweep: true },
    },
  ]);
}
