import type {
  Binding,
  RevealedCredentials,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import type { Knex } from 'knex';
import {
  type AuditLog,
  type Caller,
  databaseNow,
  fromJson,
  type IdempotencyStore,
  notAllowed,
  notFound,
  type ServiceCaller,
  type StoredAnswer,
  transact,
} from '@dualcloud/foundation-node';
import type { InstanceRow, InstanceService } from '../instances';
import { journalEntry, type JournalStore } from '../journal';
import type { Messenger } from '../notifications';
import { conflict } from '../refusals';
import { changeOf, entryOf } from './bindingEffects';
import { BindingOrders, type BindingWish } from './BindingOrders';
import {
  type BindingRow,
  type BindingStore,
  presentBinding,
} from './BindingStore';
import {
  checkBindable,
  checkFetchable,
  checkMay,
  checkRevealable,
  checkRotatable,
} from './rules';
import type { SealedCredentials } from './SealedCredentials';

/** The plugin whose tasks may read what was made for them. */
const SCAFFOLDER = 'plugin:scaffolder';
/** Plugins that log in to instances themselves, with credentials of their own. */
const LOGS_IN: readonly string[] = ['plugin:service-levels'];

/** Credentials: made on demand, shown once, rotated and revoked. */
export class CredentialService {
  private readonly orders: BindingOrders;

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
  ) {
    this.orders = new BindingOrders(deps.store, deps.journal, deps.audit);
  }

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
      return {
        instance,
        work: trx => this.orders.bind(trx, instance, caller.ref, wish),
      };
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
          const old = await this.orders.locked(trx, id, instance.id);
          checkRotatable(old);
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
          return this.orders.bind(trx, instance, caller.ref, {
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
          await this.orders.unbind(trx, instance, id, caller.ref);
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
    await transact(knex, trx =>
      this.orders.unbind(trx, instance, row.id, actor),
    );
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
      const row = await this.orders.locked(trx, id, instance.id);
      checkRevealable(row);
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
        entryOf(
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
      checkFetchable(row);
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

  /** The value for the plugin that it was made for, as often as it logs in. */
  async ownSecret(
    caller: ServiceCaller,
    id: string,
  ): Promise<RevealedCredentials> {
    const { store, sealed } = this.deps;
    const row = await store.get(id);
    if (!row || row.created_by !== caller.ref) throw notFound('binding', id);
    checkFetchable(row);
    // Not in the audit log: it happens each minute, and who may is in its first entry.
    return { bindingId: id, ...sealed.open(id, row.sealed) };
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
    if (caller.type !== 'service') checkMay(row, decisions);
    else if (binding.created_by !== caller.ref) throw notFound('binding', id);
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
    if (caller.type !== 'service') checkMay(row, decisions);
    else if (!LOGS_IN.includes(caller.ref)) {
      throw notAllowed('this plugin does not log in to service instances');
    }
    return row;
  }
}
