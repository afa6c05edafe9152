import { escapeIdentifier as q, escapeLiteral, type Client } from 'pg';
import type { BindingRecord, InstanceRecord, StepContext } from '../types';
import type { Cluster } from './Cluster';
import { loginName, tenantNames, type TenantNames } from './names';
import { LIMITS } from './offering';

/*
 * What one tenant has in the cluster: a database, a role that owns all in it, a role that may read all in it, and a
 * login role for each binding. The database itself belongs to the administrator, because its owner could lift the
 * limits of the plan; the owner role has every other right in it. Every statement can be repeated.
 */

async function exists(
  cluster: Cluster,
  kind: 'role' | 'database',
  name: string,
): Promise<boolean> {
  const sql =
    kind === 'role'
      ? 'SELECT 1 FROM pg_roles WHERE rolname = $1'
      : 'SELECT 1 FROM pg_database WHERE datname = $1';
  const { rowCount } = await cluster.pool.query(sql, [name]);
  return rowCount !== 0;
}

async function ensureRole(cluster: Cluster, name: string): Promise<void> {
  if (!(await exists(cluster, 'role', name))) {
    await cluster.pool.query(
      `CREATE ROLE ${q(name)} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE`,
    );
  }
}

async function dropRole(cluster: Cluster, name: string): Promise<void> {
  await cluster.pool.query(`DROP ROLE IF EXISTS ${q(name)}`);
}

async function disconnect(
  cluster: Cluster,
  where: 'datname' | 'usename',
  name: string,
): Promise<void> {
  await cluster.pool.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE ${where} = $1 AND pid <> pg_backend_pid()`,
    [name],
  );
}

async function createDatabase(
  cluster: Cluster,
  instance: InstanceRecord,
  names: TenantNames,
): Promise<void> {
  const locale = (instance.parameters.locale as string) ?? 'C.UTF-8';
  const collation =
    locale === 'C.UTF-8'
      ? `LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'`
      : `LOCALE_PROVIDER icu ICU_LOCALE ${escapeLiteral(locale)}`;
  await cluster.pool.query(
    `CREATE DATABASE ${q(names.database)} TEMPLATE template0 ENCODING 'UTF8'
       ${collation} LOCALE 'C' CONNECTION LIMIT 0`,
  );
}

async function prepareDatabase(
  cluster: Cluster,
  names: TenantNames,
): Promise<void> {
  const database = q(names.database);
  const owner = q(names.owner);
  const reader = q(names.reader);
  await cluster.inDatabase(names.database, async client => {
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(
      `GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${owner}`,
    );
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${reader}`);
    await client.query(`ALTER SCHEMA public OWNER TO ${owner}`);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${reader}`);
    for (const [kind, right] of [
      ['TABLES', 'SELECT'],
      ['SEQUENCES', 'SELECT'],
      ['SCHEMAS', 'USAGE'],
    ]) {
      await client.query(
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} GRANT ${right} ON ${kind} TO ${reader}`,
      );
    }
  });
}

export async function applyLimits(
  cluster: Cluster,
  names: TenantNames,
  planId: string,
): Promise<void> {
  await cluster.pool.query(
    `ALTER DATABASE ${q(names.database)} CONNECTION LIMIT ${
      LIMITS[planId].connections
    }`,
  );
}

export async function createExtensions(
  cluster: Cluster,
  instance: InstanceRecord,
): Promise<void> {
  const wanted = (instance.parameters.extensions as string[]) ?? [];
  if (!wanted.length) {
    return;
  }
  const names = tenantNames(instance);
  await cluster.inDatabase(names.database, async client => {
    for (const extension of wanted) {
      await createExtension(client, extension, names);
    }
  });
}

async function createExtension(
  client: Client,
  extension: string,
  names: TenantNames,
): Promise<void> {
  // As the owner where the extension is trusted, so that it can also drop it; else for the owner.
  await client.query(`SET ROLE ${q(names.owner)}`);
  await client.query(
    `CREATE EXTENSION IF NOT EXISTS ${q(extension)} SCHEMA public`,
  );
  await client.query('RESET ROLE');
}

export async function createTenant(
  cluster: Cluster,
  instance: InstanceRecord,
  context: StepContext,
): Promise<void> {
  const names = tenantNames(instance);
  context.progress('Creating the roles.');
  await ensureRole(cluster, names.owner);
  await ensureRole(cluster, names.reader);
  context.progress('Creating the database.');
  if (!(await exists(cluster, 'database', names.database))) {
    await createDatabase(cluster, instance, names);
  }
  context.progress('Setting access rights and the limits of the plan.');
  await prepareDatabase(cluster, names);
  await createExtensions(cluster, instance);
  await applyLimits(cluster, names, instance.planId);
}

export async function dropTenant(
  cluster: Cluster,
  instance: InstanceRecord,
  bindings: BindingRecord[],
  context: StepContext,
): Promise<void> {
  const names = tenantNames(instance);
  if (await exists(cluster, 'database', names.database)) {
    context.progress('Closing connections and dropping the database.');
    await cluster.pool.query(
      `ALTER DATABASE ${q(names.database)} CONNECTION LIMIT 0`,
    );
    await disconnect(cluster, 'datname', names.database);
    await cluster.pool.query(`DROP DATABASE ${q(names.database)} WITH (FORCE)`);
  }
  context.progress('Dropping the roles.');
  for (const binding of bindings) {
    await dropRole(cluster, loginName(binding));
  }
  await dropRole(cluster, names.reader);
  await dropRole(cluster, names.owner);
}

/** Makes the login role, or gives it the new password if it is there. */
export async function createLogin(
  cluster: Cluster,
  instance: InstanceRecord,
  binding: BindingRecord,
  password: string,
): Promise<string> {
  const names = tenantNames(instance);
  const login = loginName(binding);
  const readOnly = binding.parameters.access === 'read-only';
  await ensureRole(cluster, login);
  await cluster.pool.query(
    `ALTER ROLE ${q(login)} LOGIN PASSWORD ${escapeLiteral(password)}`,
  );
  await cluster.pool.query(
    `GRANT ${q(readOnly ? names.reader : names.owner)} TO ${q(login)}`,
  );
  if (!readOnly) {
    // Whatever a binding creates belongs to the instance, and outlives the binding.
    await cluster.pool.query(
      `ALTER ROLE ${q(login)} IN DATABASE ${q(names.database)} SET role = ${q(
        names.owner,
      )}`,
    );
  }
  return login;
}

export async function dropLogin(
  cluster: Cluster,
  instance: InstanceRecord,
  binding: BindingRecord,
): Promise<void> {
  const names = tenantNames(instance);
  const login = loginName(binding);
  if (!(await exists(cluster, 'role', login))) {
    return;
  }
  await cluster.pool.query(`ALTER ROLE ${q(login)} NOLOGIN`);
  await disconnect(cluster, 'usename', login);
  if (await exists(cluster, 'database', names.database)) {
    await cluster.inDatabase(names.database, async client => {
      await client.query(`REASSIGN OWNED BY ${q(login)} TO ${q(names.owner)}`);
      await client.query(`DROP OWNED BY ${q(login)}`);
    });
  }
  await dropRole(cluster, login);
}
