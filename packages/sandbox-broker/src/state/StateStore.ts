import type { Database } from 'better-sqlite3';
import type {
  BindingRecord,
  BindingResult,
  Credentials,
  ExistingInstance,
} from '../services/types';
import { applyFailure, applySuccess } from './outcomes';
import { openDatabase } from './openDatabase';
import { type Row, toBinding, toColumn, toInstance, toOperation } from './rows';
import type { Operation, StoredBinding, StoredInstance } from './types';
import { Vault } from './Vault';

/*
 * Everything that must outlive the process is in one SQLite file. An operation and the state it leads to are written
 * before the platform hears of it (202), so an operation found "in progress" at start is one to be run again.
 * A deleted thing stays behind as a tombstone for a week: last_operation has to answer 410 for it.
 */

const TOMBSTONE_MS = 7 * 24 * 60 * 60 * 1000;

export class StateStore {
  readonly database: Database;
  readonly #vault: Vault;

  private constructor(database: Database, vault: Vault) {
    this.database = database;
    this.#vault = vault;
  }

  /** Opens the state of one data folder. Fails when another broker has it open. */
  static open(dataDir: string): StateStore {
    const database = openDatabase(dataDir);
    const store = new StateStore(database, Vault.open(dataDir));
    store.#buryOldTombstones();
    return store;
  }

  close(): void {
    this.database.close();
  }

  setting(name: string): string | undefined {
    const row = this.#get('SELECT value FROM settings WHERE name = ?', name);
    return row?.value as string | undefined;
  }

  setSetting(name: string, value: string): void {
    this.#run(
      'INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      value,
    );
  }

  instance(id: string): StoredInstance | undefined {
    const row = this.#get('SELECT * FROM instances WHERE id = ?', id);
    return row && toInstance(row);
  }

  /** All that are not deleted. */
  instances(): StoredInstance[] {
    return this.#all(
      `SELECT * FROM instances WHERE state <> 'deleted' ORDER BY id`,
    ).map(toInstance);
  }

  binding(id: string): StoredBinding | undefined {
    const row = this.#get('SELECT * FROM bindings WHERE id = ?', id);
    return row && toBinding(row);
  }

  /** All that are not deleted, of one instance or of all. */
  bindings(instanceId?: string): StoredBinding[] {
    return this.#all(
      `SELECT * FROM bindings WHERE state <> 'deleted' AND (? IS NULL OR instance_id = ?) ORDER BY id`,
      instanceId ?? null,
      instanceId ?? null,
    ).map(toBinding);
  }

  operation(id: string): Operation | undefined {
    const row = this.#get('SELECT * FROM operations WHERE id = ?', id);
    return row && toOperation(row);
  }

  operationsInProgress(instanceId?: string): Operation[] {
    return this.#all(
      `SELECT * FROM operations WHERE state = 'in progress' AND (? IS NULL OR instance_id = ?) ORDER BY changed_at`,
      instanceId ?? null,
      instanceId ?? null,
    ).map(toOperation);
  }

  bindingResult(id: string): BindingResult | undefined {
    const row = this.#get('SELECT credentials FROM bindings WHERE id = ?', id);
    return row?.credentials
      ? this.#vault.unseal<BindingResult>(row.credentials as Buffer)
      : undefined;
  }

  bindingRecords(instanceId: string): BindingRecord[] {
    return this.bindings(instanceId).map(binding => ({
      id: binding.id,
      instanceId,
      parameters: binding.parameters,
      credentials: this.bindingResult(binding.id)?.credentials as
        | Credentials
        | undefined,
    }));
  }

  /** What a service has to know when it starts. */
  existing(serviceId: string): ExistingInstance[] {
    return this.instances()
      .filter(instance => instance.serviceId === serviceId)
      .map(instance => ({
        instance,
        bindings: this.bindingRecords(instance.id),
      }));
  }

  /** Writes an operation together with the state that it starts from. */
  begin(
    operation: Operation,
    thing: { instance?: StoredInstance; binding?: StoredBinding },
  ): void {
    this.database.transaction(() => {
      const now = Date.now();
      this.#run(
        'INSERT INTO operations VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?)',
        operation.id,
        operation.kind,
        operation.instanceId,
        operation.bindingId ?? null,
        operation.state,
        operation.description,
        operation.target ? JSON.stringify(operation.target) : null,
        operation.fault ? JSON.stringify(operation.fault) : null,
        now,
      );
      if (thing.instance) {
        const i = thing.instance;
        this.#run(
          'INSERT OR REPLACE INTO instances VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          i.id,
          i.serviceId,
          i.planId,
          JSON.stringify(i.parameters),
          i.organizationGuid,
          i.spaceGuid,
          i.maintenanceVersion,
          i.state,
          operation.id,
          now,
        );
      }
      if (thing.binding) {
        const b = thing.binding;
        this.#run(
          `INSERT INTO bindings VALUES (?, ?, ?, ?, NULL, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
             instance_id = excluded.instance_id, parameters = excluded.parameters, request = excluded.request,
             state = excluded.state, operation_id = excluded.operation_id, changed_at = excluded.changed_at`,
          b.id,
          b.instanceId,
          JSON.stringify(b.parameters),
          b.request,
          b.state,
          operation.id,
          now,
        );
      }
    })();
  }

  describeOperation(id: string, description: string): void {
    this.#run(
      'UPDATE operations SET description = ? WHERE id = ?',
      description,
      id,
    );
  }

  /** Ends an operation and brings the thing it worked on into the state that follows, in one transaction. */
  finish(operation: Operation, result?: BindingResult): void {
    this.database.transaction(() => {
      const now = Date.now();
      this.#run(
        `UPDATE operations SET state = ?, description = ?, instance_usable = ?, update_repeatable = ?, changed_at = ?
         WHERE id = ?`,
        operation.state,
        operation.description,
        toColumn(operation.instanceUsable),
        toColumn(operation.updateRepeatable),
        now,
        operation.id,
      );
      if (operation.state === 'failed') {
        applyFailure(this.database, operation, now);
      } else {
        const sealed = result && this.#vault.seal(result);
        applySuccess(this.database, operation, sealed, now);
      }
    })();
  }

  #buryOldTombstones(): void {
    const before = Date.now() - TOMBSTONE_MS;
    this.database.transaction(() => {
      this.#run(
        `DELETE FROM bindings WHERE state = 'deleted' AND changed_at < ?`,
        before,
      );
      this.#run(
        `DELETE FROM instances WHERE state = 'deleted' AND changed_at < ?`,
        before,
      );
      this.#run(
        `DELETE FROM operations WHERE state <> 'in progress' AND changed_at < ?
           AND id NOT IN (SELECT operation_id FROM instances UNION SELECT operation_id FROM bindings)`,
        before,
      );
    })();
  }

  #get(sql: string, ...values: unknown[]): Row | undefined {
    return this.database.prepare(sql).get(...values) as Row | undefined;
  }

  #all(sql: string, ...values: unknown[]): Row[] {
    return this.database.prepare(sql).all(...values) as Row[];
  }

  #run(sql: string, ...values: unknown[]): void {
    this.database.prepare(sql).run(...values);
  }
}
