import type { Database } from 'better-sqlite3';
import type { Operation, ThingState } from './types';

/*
 * The state that follows when an operation has ended, for the thing that it worked on.
 */

function run(database: Database, sql: string, ...values: unknown[]): void {
  database.prepare(sql).run(...values);
}

export function applyFailure(
  database: Database,
  operation: Operation,
  now: number,
): void {
  if (operation.kind === 'provision') {
    setInstanceState(database, operation.instanceId, 'failed', now);
  } else if (operation.kind === 'bind') {
    setBindingState(database, operation.bindingId, 'failed', now);
  }
}

/** @param sealed - what a binding hands out */
export function applySuccess(
  database: Database,
  operation: Operation,
  sealed: Buffer | undefined,
  now: number,
): void {
  switch (operation.kind) {
    case 'provision':
      setInstanceState(database, operation.instanceId, 'ready', now);
      return;
    case 'update':
      run(
        database,
        'UPDATE instances SET plan_id = ?, parameters = ?, maintenance_version = ?, changed_at = ? WHERE id = ?',
        operation.target?.planId,
        JSON.stringify(operation.target?.parameters),
        operation.target?.maintenanceVersion,
        now,
        operation.instanceId,
      );
      return;
    case 'deprovision':
      setInstanceState(database, operation.instanceId, 'deleted', now);
      run(
        database,
        `UPDATE bindings SET state = 'deleted', credentials = NULL, changed_at = ? WHERE instance_id = ?`,
        now,
        operation.instanceId,
      );
      return;
    case 'bind':
      run(
        database,
        `UPDATE bindings SET state = 'ready', credentials = ?, changed_at = ? WHERE id = ?`,
        sealed ?? null,
        now,
        operation.bindingId,
      );
      return;
    case 'unbind':
      setBindingState(database, operation.bindingId, 'deleted', now);
      run(
        database,
        'UPDATE bindings SET credentials = NULL WHERE id = ?',
        operation.bindingId,
      );
      return;
    default:
      throw new Error(`unknown kind of operation: ${operation.kind}`);
  }
}

function setInstanceState(
  database: Database,
  id: string,
  state: ThingState,
  now: number,
): void {
  run(
    database,
    'UPDATE instances SET state = ?, changed_at = ? WHERE id = ?',
    state,
    now,
    id,
  );
}

function setBindingState(
  database: Database,
  id: string | undefined,
  state: ThingState,
  now: number,
): void {
  run(
    database,
    'UPDATE bindings SET state = ?, changed_at = ? WHERE id = ?',
    state,
    now,
    id,
  );
}
