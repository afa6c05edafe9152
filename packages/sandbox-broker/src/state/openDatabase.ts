import Database from 'better-sqlite3';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';

/** The state of one data folder, with its tables. Throws when another broker has it open. */
export function openDatabase(dataDir: string): Database.Database {
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
  return database;
}
