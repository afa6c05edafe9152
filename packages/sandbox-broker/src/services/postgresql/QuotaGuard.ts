import { escapeIdentifier as q, escapeLiteral } from 'pg';
import type { InstanceRecord, Log } from '../types';
import type { Cluster } from './Cluster';
import { tenantNames } from './names';
import { LIMITS } from './offering';

/**
 * Keeps databases within their plan's storage. PostgreSQL has no quota of its own, so sizes are looked at from time to
 * time: a database above its quota becomes read-only by default, and its comment says why and what to do. It is a soft
 * limit on purpose: `BEGIN READ WRITE` is the way to delete data and get below it again.
 */
export class QuotaGuard {
  readonly #cluster: Cluster;
  readonly #instances: () => InstanceRecord[];
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #checking: Promise<void> | undefined;

  constructor(options: {
    cluster: Cluster;
    instances: () => InstanceRecord[];
    everyMs: number;
    log: Log;
  }) {
    this.#cluster = options.cluster;
    this.#instances = options.instances;
    this.#log = options.log;
    this.#timer = setInterval(() => {
      this.check().catch(error =>
        this.#log(`checking storage quotas failed: ${error.message}`),
      );
    }, options.everyMs);
    this.#timer.unref();
  }

  /** Looks at all databases once; calls that come meanwhile wait for the same look. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#checking?.catch(() => undefined);
  }

  async #check(): Promise<void> {
    const { rows } = await this.#cluster.pool.query<{
      name: string;
      size: string;
      locked: boolean;
    }>(
      `SELECT d.datname AS name, pg_database_size(d.oid) AS size,
              COALESCE('default_transaction_read_only=on' = ANY (s.setconfig), false) AS locked
         FROM pg_database d LEFT JOIN pg_db_role_setting s ON s.setdatabase = d.oid AND s.setrole = 0
        WHERE NOT d.datistemplate`,
    );
    const found = new Map(rows.map(row => [row.name, row]));
    for (const instance of this.#instances()) {
      const { database } = tenantNames(instance);
      const row = found.get(database);
      const quota = LIMITS[instance.planId].storageBytes;
      const above = row !== undefined && Number(row.size) > quota;
      if (row && above !== row.locked) {
        await (above ? this.#lock(database, quota) : this.#unlock(database));
      }
    }
  }

  async #lock(database: string, quota: number): Promise<void> {
    this.#log(`database ${database} is above its quota: now read-only`);
    const reason = `Storage quota of ${
      quota / 1024 / 1024
    } MB exceeded: read-only until it is below. Delete data in a transaction begun with BEGIN READ WRITE and run VACUUM FULL, or choose a larger plan.`;
    await this.#cluster.pool.query(
      `ALTER DATABASE ${q(database)} SET default_transaction_read_only = on`,
    );
    await this.#cluster.pool.query(
      `COMMENT ON DATABASE ${q(database)} IS ${escapeLiteral(reason)}`,
    );
    // The setting holds for new sessions only.
    await this.#cluster.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`,
      [database],
    );
  }

  async #unlock(database: string): Promise<void> {
    this.#log(`database ${database} is below its quota again`);
    await this.#cluster.pool.query(
      `ALTER DATABASE ${q(database)} RESET default_transaction_read_only`,
    );
    await this.#cluster.pool.query(
      `COMMENT ON DATABASE ${q(database)} IS NULL`,
    );
  }
}
