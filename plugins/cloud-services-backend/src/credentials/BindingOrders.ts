import type { JsonObject } from '@backstage/types';
import {
  type AuditLog,
  databaseNow,
  lockRows,
  notFound,
} from '@dualcloud/foundation-node';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import type { InstanceRow } from '../instances';
import { journalEntry, type JournalStore, type WrittenEvent } from '../journal';
import { brokerContext, DAY_MS, maximumPollingOf } from '../orders';
import { insertOperations } from '../provisioning';
import type { BindingRow, BindingStore } from './BindingStore';
import { entryOf } from './bindingEffects';
import { checkReady, checkRevocable } from './rules';

/** What somebody wants credentials for. */
export type BindingWish = {
  purpose?: string;
  parameters?: JsonObject;
  taskId?: string;
};

/** Writes down what the engine is to do for credentials, with journal and audit, in the caller's transaction. */
export class BindingOrders {
  constructor(
    private readonly store: BindingStore,
    private readonly journal: JournalStore,
    private readonly audit: AuditLog,
  ) {}

  async bind(
    trx: Knex.Transaction,
    planned: InstanceRow,
    actor: string,
    wish: BindingWish & { replaces?: string },
  ): Promise<string> {
    await lockRows(trx, 'instances', [planned.id]);
    const instance: InstanceRow = await trx('instances')
      .where('id', planned.id)
      .first();
    checkReady(instance);
    const id = uuid();
    const parameters = wish.parameters ?? {};
    await trx('bindings').insert({
      id,
      instance_id: instance.id,
      purpose: wish.purpose ?? null,
      state: 'creating',
      created_by: actor,
      created_at: databaseNow(trx),
      expires_at: wish.taskId ? databaseNow(trx, DAY_MS) : null,
      replaces_id: wish.replaces ?? null,
      parameters: JSON.stringify(parameters),
      task_id: wish.taskId ?? null,
    });
    await insertOperations(trx, [
      {
        kind: 'bind',
        id: uuid(),
        bindingId: id,
        instanceId: instance.id,
        brokerName: instance.broker_name,
        dependsOn: [],
        actor,
        payload: {
          serviceId: instance.service_id,
          planId: instance.plan_id,
          parameters,
          maximumPollingSeconds: maximumPollingOf(instance),
          revokes: wish.replaces,
          context: brokerContext({
            instanceName: instance.name,
            environmentId: instance.environment_id ?? undefined,
            stage: instance.stage,
            systemRef: instance.system_ref,
            ownerRef: instance.owner_ref,
          }),
        },
      },
    ]);
    const rotation = wish.replaces !== undefined;
    await this.note(trx, instance, actor, id, {
      entry: rotation
        ? journalEntry(
            'credentials-rotated',
            {},
            {
              message:
                'New credentials were asked for in place of the old ones',
            },
          )
        : journalEntry(
            'credentials-requested',
            { purpose: wish.purpose },
            {
              message: `Credentials were asked for${
                wish.purpose ? `: ${wish.purpose}` : ''
              }`,
            },
          ),
      action: rotation ? 'credentials-rotate' : 'credentials-create',
    });
    return id;
  }

  async unbind(
    trx: Knex.Transaction,
    instance: InstanceRow,
    id: string,
    actor: string,
  ): Promise<void> {
    const row = await this.locked(trx, id, instance.id);
    if (!checkRevocable(row)) return;
    await trx('bindings')
      .where({ id })
      .update({ state: 'revoking', sealed: null, failure: null });
    await insertOperations(trx, [
      {
        kind: 'unbind',
        id: uuid(),
        bindingId: id,
        instanceId: instance.id,
        brokerName: instance.broker_name,
        dependsOn: [],
        actor,
        payload: {
          serviceId: instance.service_id,
          planId: instance.plan_id,
          maximumPollingSeconds: maximumPollingOf(instance),
        },
      },
    ]);
    await this.note(trx, instance, actor, id, {
      entry: journalEntry(
        'credentials-revocation-requested',
        {},
        { message: 'Credentials are to be revoked' },
      ),
      action: 'credentials-revoke',
    });
  }

  private async note(
    trx: Knex.Transaction,
    instance: InstanceRow,
    actor: string,
    bindingId: string,
    what: { entry: WrittenEvent; action: string },
  ): Promise<void> {
    await this.journal.append(trx, [entryOf(instance, actor, what.entry)]);
    await this.audit.append(trx, {
      actor,
      action: what.action,
      objectRef: `binding:${bindingId}`,
      details: { instanceId: instance.id },
    });
  }

  /** The row, locked after its instance's as everyone does. */
  async locked(
    trx: Knex.Transaction,
    id: string,
    instanceId: string,
  ): Promise<BindingRow> {
    await lockRows(trx, 'instances', [instanceId]);
    await lockRows(trx, 'bindings', [id]);
    const row = await this.store.get(id, trx);
    if (!row) throw notFound('binding', id);
    return row;
  }
}
