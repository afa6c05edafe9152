import Database from 'better-sqlite3';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type {
  BindingRecord,
  BindingResult,
  Credentials,
  ExistingInstance,
  InstanceRecord,
  Parameters,
} from '../services/types';
import type { AsyncFault } from '../faults/types';
import { Vault } from './Vault';

/*
 * Everything that must outlive the process is in one SQLite file. An operation and the state it leads to are written
 * before the platform hears of it (202), so an operation found "in progress" at start is one to be run again.
 * A deleted thing stays behind as a tombstone for a week: last_operation has to answer 410 for it.
 */

export type OperationKind =
  | 'provision'
  | 'update'
  | 'deprovision'
  | 'bind'
  | 'unbind';

/** `creating` until the first operation has succeeded; `failed` when it has not. */
export type ThingState = 'creating' | 'ready' | 'failed' | 'deleted';

export interface StoredInstance extends InstanceRecord {
  organizationGuid: string;
  spaceGuid: string;
  maintenanceVersion: string;
  state: ThingState;
  operationId: string;
}

export interface StoredBinding {
  id: string;
  instanceId: string;
  parameters: Parameters;
  /** `bind_resource`, `app_guid` and the predecessor: compared when the same request comes again. */
  request: string;
  state: ThingState;
  operationId: string;
}

export interface UpdateTarget {
  planId: string;
  parameters: Parameters;
  maintenanceVersion: string;
  /** The request as it came: the same one again is answered with the same operation. */
  request: string;
}

export interface Operation {
  id: string;
  kind: OperationKind;
  instanceId: string;
  bindingId?: string;
  state: 'in progress' | 'succeeded' | 'failed';
  description: string;
  target?: UpdateTarget;
  fault?: AsyncFault;
  instanceUsable?: boolean;
  updateRepeatable?: boolean;
}

const TOMBSTONE_MS = 7 * 24 * 60 * 60 * 1000;

interface Row {
  [column: string]: unknown;
}

function toInstance(row: Row): StoredInstance {
  return {
    id: row.id as string,
    serviceId: row.service_id as string,
    planId: row.plan_id as string,
    parameters: JSON.parse(row.parameters as string),
    organizationGuid: row.organization_guid as string,
    spaceGuid: row.space_guid as string,
    maintenanceVersion: row.maintenance_version as string,
    state: row.state as ThingState,
    operationId: row.operation_id as string,
  };
}

function toBinding(row: Row): StoredBinding {
  return {
    id: row.id as string,
    instanceId: row.instance_id as string,
    parameters: JSON.parse(row.parameters as string),
    request: row.request as string,
    state: row.state as ThingState,
    operationId: row.operation_id as string,
  };
}

function toOperation(row: Row): Operation {
  const flag = (value: unknown) =>
    value === null || value === undefined ? undefined : value === 1;
  return {
    id: row.id as string,
    kind: row.kind as OperationKind,
    instanceId: row.instance_id as string,
    bindingId: (row.binding_id as string | null) ?? undefined,
    state: row.state as Operation['state'],
    description: row.description as string,
    target: row.target ? JSON.parse(row.target as string) : undefined,
    fault: row.fault ? JSON.parse(row.fault as string) : undefined,
    instanceUsable: flag(row.instance_usable),
    updateRepeatable: flag(row.update_repeatable),
  };
}

const toColumn = (value: boolean | undefined) =>
  value === undefined ? null : Number(value);

export class StateStore {
  readonly database: Database.Database;
  readonly #vault: Vault;

  private constructor(database: Database.Database, vault: Vault) {
    this.database = database;
    this.#vault = vault;
  }

  /** Opens the state of one data folder. Fails when another broker has it open. */
  static open(dataDir: string): StateStore {
    const file = join(dataDir, 'state.sqlite');
    // SQLite would let others read it, and gives its journal the same mode.
    closeSync(openSync(file, 'a', 0o600));
    const database = new Database(file, { timeout: 500 });
    try {
      // The exclusive lock is also what keeps two brokers out of one data folder; it ends with the process.
      database.pragma('locking_mode = EXCLUSIVE');
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      database.exec(`
        CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS instances (
          id TEXT PRIMARY KEY, service_id TEXT NOT NULL, plan_id TEXT NOT NULL, parameters TEXT NOT NULL,
          organization_guid TEXT NOT NULL, space_guid TEXT NOT NULL, maintenance_version TEXT NOT NULL,
          state TEXT NOT NULL, operation_id TEXT NOT NULL, changed_at INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS bindings (
          id TEXT PRIMARY KEY, instance_id TEXT NOT NULL, parameters TEXT NOT NULL, request TEXT NOT NULL,
          credentials BLOB, state TEXT NOT NULL, operation_id TEXT NOT NULL, changed_at INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS bindings_of_instance ON bindings (instance_id);
        CREATE TABLE IF NOT EXISTS operations (
          id TEXT PRIMARY KEY, kind TEXT NOT NULL, instance_id TEXT NOT NULL, binding_id TEXT, state TEXT NOT NULL,
          description TEXT NOT NULL, target TEXT, fault TEXT, instance_usable INTEGER, update_repeatable INTEGER,
          changed_at INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS operations_of_instance ON operations (instance_id, state);
      `);
    } catch (error) {
      database.close();
      if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) {
        throw new Error(
          `another sandbox broker uses the data folder ${dataDir}: stop it, or start this one with another --data-dir`,
        );
      }
      throw error;
    }
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
        this.#applyFailure(operation, now);
      } else {
        this.#applySuccess(operation, result, now);
      }
    })();
  }

  #applyFailure(operation: Operation, now: number): void {
    if (operation.kind === 'provision') {
      this.#setInstanceState(operation.instanceId, 'failed', now);
    } else if (operation.kind === 'bind') {
      this.#setBindingState(operation.bindingId, 'failed', now);
    }
  }

  #applySuccess(
    operation: Operation,
    result: BindingResult | undefined,
    now: number,
  ): void {
    switch (operation.kind) {
      case 'provision':
        this.#setInstanceState(operation.instanceId, 'ready', now);
        return;
      case 'update':
        this.#run(
          'UPDATE instances SET plan_id = ?, parameters = ?, maintenance_version = ?, changed_at = ? WHERE id = ?',
          operation.target?.planId,
          JSON.stringify(operation.target?.parameters),
          operation.target?.maintenanceVersion,
          now,
          operation.instanceId,
        );
        return;
      case 'deprovision':
        this.#setInstanceState(operation.instanceId, 'deleted', now);
        this.#run(
          `UPDATE bindings SET state = 'deleted', credentials = NULL, changed_at = ? WHERE instance_id = ?`,
          now,
          operation.instanceId,
        );
        return;
      case 'bind':
        this.#run(
          `UPDATE bindings SET state = 'ready', credentials = ?, changed_at = ? WHERE id = ?`,
          result ? this.#vault.seal(result) : null,
          now,
          operation.bindingId,
        );
        return;
      case 'unbind':
        this.#setBindingState(operation.bindingId, 'deleted', now);
        this.#run(
          'UPDATE bindings SET credentials = NULL WHERE id = ?',
          operation.bindingId,
        );
        return;
      default:
        throw new Error(`unknown kind of operation: ${operation.kind}`);
    }
  }

  #setInstanceState(id: string, state: ThingState, now: number): void {
    this.#run(
      'UPDATE instances SET state = ?, changed_at = ? WHERE id = ?',
      state,
      now,
      id,
    );
  }

  #setBindingState(
    id: string | undefined,
    state: ThingState,
    now: number,
  ): void {
    this.#run(
      'UPDATE bindings SET state = ?, changed_at = ? WHERE id = ?',
      state,
      now,
      id,
    );
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
