import { randomSecret } from '../../state/Vault';
import type { InstanceRecord, SandboxService, ServiceFactory } from '../types';
import { Cluster } from './Cluster';
import {
  LOGIN_PREFIX,
  OWNER_PREFIX,
  READER_PREFIX,
  tenantNames,
} from './names';
import { LIMITS, postgresqlOffering } from './offering';
import { QuotaGuard } from './QuotaGuard';
import {
  applyLimits,
  createExtensions,
  createLogin,
  createTenant,
  dropLogin,
  dropTenant,
} from './tenants';

const DEFAULT_PORT = 7011;

/** Real PostgreSQL databases on one server that runs as long as the broker. */
export const createPostgresql: ServiceFactory = async environment => {
  let running: { cluster: Cluster; quotas: QuotaGuard } | undefined;
  const instances = new Map<string, InstanceRecord>();

  function server() {
    if (!running) {
      throw new Error('PostgreSQL does not run');
    }
    return running;
  }

  async function size(instance: InstanceRecord) {
    const { rows } = await server().cluster.pool.query<{
      size: string;
      connections: string;
      locked: boolean;
    }>(
      `SELECT pg_database_size(d.oid) AS size,
              (SELECT count(*) FROM pg_stat_activity a WHERE a.datid = d.oid) AS connections,
              EXISTS (SELECT 1 FROM pg_db_role_setting s WHERE s.setdatabase = d.oid AND s.setrole = 0
                        AND 'default_transaction_read_only=on' = ANY (s.setconfig)) AS locked
         FROM pg_database d WHERE d.datname = $1`,
      [tenantNames(instance).database],
    );
    return rows[0] as (typeof rows)[0] | undefined;
  }

  const service: SandboxService = {
    offering: postgresqlOffering,
    simulated: false,

    async start(existing) {
      const cluster = await Cluster.start({
        dataDir: environment.dataDir,
        host: environment.host,
        choosePort: () => environment.port('postgresql', DEFAULT_PORT),
        osUser: environment.postgresOsUser,
        log: environment.log,
      });
      for (const { instance } of existing) {
        instances.set(instance.id, instance);
      }
      await cluster.pool.query(
        'REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC',
      );
      const quotas = new QuotaGuard({
        cluster,
        instances: () => [...instances.values()],
        everyMs: environment.quotaCheckMs,
        log: environment.log,
      });
      running = { cluster, quotas };
    },

    async stop() {
      await running?.quotas.stop();
      await running?.cluster.stop();
      running = undefined;
    },

    async provision(instance, context) {
      await createTenant(server().cluster, instance, context);
      instances.set(instance.id, instance);
    },

    async update(_current, target, context) {
      const { cluster, quotas } = server();
      context.progress('Applying the limits of the plan.');
      await applyLimits(cluster, tenantNames(target), target.planId);
      await createExtensions(cluster, target);
      instances.set(target.id, target);
      await quotas.check();
    },

    async deprovision(instance, bindings, context) {
      instances.delete(instance.id);
      await dropTenant(server().cluster, instance, bindings, context);
    },

    async bind(instance, binding, context) {
      context.progress('Creating the login role.');
      const { cluster } = server();
      const password = randomSecret();
      const username = await createLogin(cluster, instance, binding, password);
      const { database } = tenantNames(instance);
      const { host, port } = cluster;
      return {
        credentials: {
          host,
          port,
          database,
          username,
          password,
          sslmode: 'disable',
          uri: `postgresql://${username}:${password}@${host}:${port}/${database}?sslmode=disable`,
        },
        endpoints: [{ host, ports: [String(port)], protocol: 'tcp' }],
      };
    },

    async unbind(instance, binding, context) {
      context.progress('Closing connections and dropping the login role.');
      await dropLogin(server().cluster, instance, binding);
    },

    async describe(instance) {
      const limits = LIMITS[instance.planId];
      const now = await size(instance);
      return {
        database: tenantNames(instance).database,
        connectionLimit: String(limits.connections),
        storageQuotaBytes: String(limits.storageBytes),
        storageBytes: String(now?.size ?? 0),
        storageQuotaExceeded: String(now?.locked ?? false),
      };
    },

    async real() {
      const { pool } = server().cluster;
      const databases = await pool.query<{ name: string }>(
        `SELECT datname AS name FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY 1`,
      );
      const roles = await pool.query<{ name: string }>(
        `SELECT rolname AS name FROM pg_roles WHERE rolname ~ $1 ORDER BY 1`,
        [`^(${OWNER_PREFIX}|${READER_PREFIX}|${LOGIN_PREFIX})`],
      );
      return {
        databases: databases.rows.map(({ name }) => name),
        roles: roles.rows.map(({ name }) => name),
      };
    },

    async usage() {
      return Promise.all(
        [...instances.values()].map(async instance => {
          const now = await size(instance);
          return {
            instanceId: instance.id,
            service: postgresqlOffering.name,
            counters: {
              storageBytes: Number(now?.size ?? 0),
              connections: Number(now?.connections ?? 0),
            },
          };
        }),
      );
    },
  };
  return service;
};
