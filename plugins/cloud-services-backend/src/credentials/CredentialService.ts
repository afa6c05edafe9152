import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  type Binding,
  type CloudServiceSpec,
  credentialUsePermission,
  type RevealedCredentials,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import {
  type AuditLog,
  type Caller,
  databaseNow,
  fromJson,
  type IdempotencyStore,
  invalid,
  lockRows,
  notAllowed,
  notFound,
  type ServiceCaller,
  type StoredAnswer,
  toBoolean,
  transact,
} from '@dualcloud/foundation-node';
import {
  instanceResource,
  type InstanceRow,
  type InstanceService,
  toParties,
} from '../instances';
import {
  journalEntry,
  type JournalStore,
  type NewJournalEntry,
  type WrittenEvent,
} from '../journal';
import type { Messenger } from '../notifications';
import { brokerContext, DAY_MS, maximumPollingOf } from '../orders';
import { validateParameters } from '../parameters';
import { insertOperations } from '../provisioning';
import { coded, conflict, orderUnderWay } from '../refusals';
import {
  type BindingRow,
  type BindingStore,
  presentBinding,
} from './BindingStore';
import type { SealedCredentials } from './SealedCredentials';

type BindingWish = {
  purpose?: string;
  parameters?: JsonObject;
  taskId?: string;
};

/** The plugin whose tasks may read what was made for them. */
const SCAFFOLDER = 'plugin:scaffolder';

/** Credentials: made on demand, shown once, rotated and revoked. */
export class CredentialService {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: BindingStore;
      instances: InstanceService;
      sealed: SealedCredentials;
      journal: JournalStore;
      audit: AuditLog;
      idempotency: IdempotencyStore;
      messenger: Messenger;
    },
  ) {}

  async list(caller: Caller, instanceId: string): Promise<Binding[]> {
    await this.deps.instances.visible(caller, instanceId);
    const rows = await this.deps.store.ofInstance(instanceId);
    return rows.map(presentBinding);
  }

  async get(caller: Caller, id: string): Promise<Binding> {
    const { binding } = await this.visible(caller, id);
    return presentBinding(binding);
  }

  async create(
    caller: Caller,
    instanceId: string,
    wish: BindingWish,
    key: string,
  ): Promise<StoredAnswer<Binding>> {
    const route = `POST /instances/${instanceId}/bindings`;
    return this.once(caller, { key, route, body: wish }, async () => {
      const instance = await this.usable(caller, instanceId);
      checkBindable(instance, wish);
      return { instance, work: trx => this.bind(trx, instance, caller, wish) };
    });
  }

  async rotate(
    caller: Caller,
    id: string,
    key: string,
  ): Promise<StoredAnswer<Binding>> {
    const route = `POST /bindings/${id}/rotate`;
    return this.once(caller, { key, route, body: {} }, async () => {
      const { instance } = await this.mine(caller, id);
      return {
        instance,
        work: async trx => {
          const old = await this.locked(trx, id, instance.id);
          if (!['ready', 'revealed'].includes(old.state)) {
            throw new ConflictError(
              `these credentials are ${old.state} and cannot be rotated; ask for new ones instead`,
            );
          }
          const successor = await trx('bindings')
            .where({ replaces_id: id })
            .whereNot('state', 'failed')
            .first('id');
          if (successor) {
            throw conflict(
              'credentials-being-replaced',
              {},
              `these credentials are being replaced by "${successor.id}" already`,
            );
          }
          return this.bind(trx, instance, caller, {
            purpose: old.purpose ?? undefined,
            parameters: fromJson(old.parameters),
            taskId: old.task_id ?? undefined,
            replaces: id,
          });
        },
      };
    });
  }

  async revoke(
    caller: Caller,
    id: string,
    key: string,
  ): Promise<StoredAnswer<Binding>> {
    const route = `DELETE /bindings/${id}`;
    return this.once(caller, { key, route, body: {} }, async () => {
      const { instance } = await this.mine(caller, id);
      return {
        instance,
        work: async trx => {
          await this.unbind(trx, instance, id, caller.ref);
          return id;
        },
      };
    });
  }

  /** The sweep's: credentials of a task that must have ended. */
  async revokeExpired(row: BindingRow, actor: string): Promise<void> {
    const { knex, messenger } = this.deps;
    const instance: InstanceRow | undefined = await knex('instances')
      .where('id', row.instance_id)
      .first();
    if (!instance || instance.terminated_at !== null) return;
    await transact(knex, trx => this.unbind(trx, instance, row.id, actor));
    messenger.committed(changeOf(instance, row.id));
  }

  /**
   * The value, once: it is deleted in the transaction that reads it. Should the
   * answer be lost on its way the value is lost too, and rotating helps.
   */
  async reveal(caller: Caller, id: string): Promise<RevealedCredentials> {
    const { instance } = await this.mine(caller, id);
    const { knex, sealed, journal, audit, messenger } = this.deps;
    const value = await transact(knex, async trx => {
      const row = await this.locked(trx, id, instance.id);
      if (row.task_id) {
        throw conflict(
          'credentials-of-task',
          {},
          'these credentials were made for a template task and are shown to nobody else; ask for your own',
        );
      }
      if (row.state !== 'ready' || row.sealed === null) {
        throw notRevealable(row);
      }
      // Before anything is written: what cannot be opened must not be lost.
      const opened = sealed.open(id, row.sealed);
      await trx('bindings')
        .where({ id })
        .update({
          sealed: null,
          state: 'revealed',
          revealed_at: databaseNow(trx),
          revealed_by: caller.ref,
        });
      await journal.append(trx, [
        entry(
          instance,
          caller.ref,
          journalEntry(
            'credentials-revealed',
            {},
            { message: 'Credentials were shown; they cannot be shown again' },
          ),
        ),
      ]);
      await audit.append(trx, {
        actor: caller.ref,
        action: 'credentials-reveal',
        objectRef: `binding:${id}`,
        details: { instanceId: instance.id },
      });
      return opened;
    });
    messenger.committed(changeOf(instance, id));
    return { bindingId: id, ...value };
  }

  /** The value for the running task that it was made for, as often as the task needs it. */
  async taskSecret(
    caller: ServiceCaller,
    id: string,
    taskId: string,
  ): Promise<RevealedCredentials> {
    if (caller.ref !== SCAFFOLDER) {
      throw notAllowed('only the scaffolder fetches credentials for its tasks');
    }
    const { knex, sealed, audit, messenger, store } = this.deps;
    const value = await transact(knex, async trx => {
      const row = await store.get(id, trx);
      if (!row || row.task_id !== taskId) throw notFound('binding', id);
      if (row.state !== 'ready' || row.sealed === null) {
        throw new ConflictError(
          `these credentials are ${row.state}; the task has to ask for new ones`,
        );
      }
      await audit.append(trx, {
        actor: caller.ref,
        action: 'credentials-task-fetch',
        objectRef: `binding:${id}`,
        details: { instanceId: row.instance_id, taskId },
      });
      return sealed.open(id, row.sealed);
    });
    void messenger.published();
    return { bindingId: id, ...value };
  }

  private async once(
    caller: Caller,
    wish: { key: string; route: string; body: unknown },
    prepare: () => Promise<{
      instance: InstanceRow;
      work: (trx: Knex.Transaction) => Promise<string>;
    }>,
  ): Promise<StoredAnswer<Binding>> {
    let change: ReturnType<typeof changeOf> | undefined;
    const answer = await this.deps.idempotency.once(
      { actor: caller.ref, ...wish },
      prepare,
      async (trx, { instance, work }) => {
        const bindingId = await work(trx);
        change = changeOf(instance, bindingId);
        const row = await this.deps.store.get(bindingId, trx);
        if (!row) throw notFound('binding', bindingId);
        return { status: 202, response: presentBinding(row) };
      },
    );
    if (!answer.repeated && change) this.deps.messenger.committed(change);
    return answer;
  }

  private async bind(
    trx: Knex.Transaction,
    planned: InstanceRow,
    caller: Caller,
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
      created_by: caller.ref,
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
        actor: caller.ref,
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
    await this.note(trx, instance, caller.ref, id, {
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

  private async unbind(
    trx: Knex.Transaction,
    instance: InstanceRow,
    id: string,
    actor: string,
  ): Promise<void> {
    const row = await this.locked(trx, id, instance.id);
    if (row.state === 'revoking' || row.state === 'revoked') return;
    if (row.state === 'creating') {
      throw conflict(
        'credentials-being-made',
        {},
        'these credentials are still being made; revoke them in a moment',
      );
    }
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
    const { journal, audit } = this.deps;
    await journal.append(trx, [entry(instance, actor, what.entry)]);
    await audit.append(trx, {
      actor,
      action: what.action,
      objectRef: `binding:${bindingId}`,
      details: { instanceId: instance.id },
    });
  }

  private async locked(
    trx: Knex.Transaction,
    id: string,
    instanceId: string,
  ): Promise<BindingRow> {
    await lockRows(trx, 'instances', [instanceId]);
    await lockRows(trx, 'bindings', [id]);
    const row = await this.deps.store.get(id, trx);
    if (!row) throw notFound('binding', id);
    return row;
  }

  private async visible(caller: Caller, id: string) {
    const binding = await this.deps.store.get(id);
    if (!binding) throw notFound('binding', id);
    try {
      const found = await this.deps.instances.visible(
        caller,
        binding.instance_id,
      );
      return { binding, ...found };
    } catch (error) {
      // The id of the instance would give away that the binding exists.
      throw (error as Error).name === 'NotFoundError'
        ? notFound('binding', id)
        : error;
    }
  }

  private async mine(caller: Caller, id: string) {
    const { row, decisions, binding } = await this.visible(caller, id);
    checkMay(row, decisions);
    return { instance: row, binding };
  }

  private async usable(
    caller: Caller,
    instanceId: string,
  ): Promise<InstanceRow> {
    const { row, decisions } = await this.deps.instances.visible(
      caller,
      instanceId,
    );
    checkMay(row, decisions);
    return row;
  }
}

function checkMay(
  row: InstanceRow,
  decisions: Awaited<ReturnType<InstanceService['visible']>>['decisions'],
): void {
  const may = decisions.allow(
    credentialUsePermission,
    instanceResource(row),
    'use-credentials',
  );
  if (!may) {
    throw coded(
      notAllowed(
        'you may see this service instance, but not use its credentials; its owner and its software provider may',
      ),
      'may-not-use-credentials',
      {},
    );
  }
}

function checkBindable(instance: InstanceRow, wish: BindingWish): void {
  if (!toBoolean(instance.bindable)) {
    throw conflict(
      'no-credentials',
      { service: instance.service_title },
      `"${instance.service_title}" has no credentials to give`,
    );
  }
  checkReady(instance);
  const spec = fromJson<CloudServiceSpec>(instance.service_snapshot);
  const plan = spec.plans?.find(({ id }) => id === instance.plan_id);
  const faults = validateParameters(
    wish.parameters ?? {},
    plan?.schemas?.bind,
    'parameters',
  );
  if (faults.length) throw invalid(faults);
}

/** While an order is active the instance may change or go under the credentials. */
function checkReady(instance: InstanceRow): void {
  const what = `service instance "${instance.name}"`;
  if (instance.active_order_id) {
    throw orderUnderWay(what, instance.name, instance.active_order_id);
  }
  if (instance.state !== 'ready') {
    throw conflict(
      'not-ready',
      { name: instance.name },
      `${what} is ${instance.state}; credentials can be made once it is ready`,
    );
  }
}

function notRevealable(row: BindingRow): ConflictError {
  if (row.state === 'revealed') {
    return conflict(
      'credentials-shown-already',
      {},
      'these credentials have been shown already and are not stored any more; rotate them to get new ones',
    );
  }
  return row.state === 'creating'
    ? conflict(
        'credentials-being-made',
        {},
        'these credentials are still being made; try again in a moment',
      )
    : conflict(
        'credentials-not-available',
        {},
        `these credentials are ${row.state}; ask for new ones`,
      );
}

function entry(
  instance: InstanceRow,
  actor: string,
  what: WrittenEvent,
): NewJournalEntry {
  return {
    ...what,
    environmentId: instance.environment_id ?? undefined,
    instanceId: instance.id,
    componentName: instance.component_name,
    actor,
  };
}

function changeOf(instance: InstanceRow, bindingId: string) {
  return {
    environmentId: instance.environment_id ?? undefined,
    instanceIds: [instance.id],
    bindingIds: [bindingId],
    parties: toParties(instance),
    feedChanged: false,
  };
}
