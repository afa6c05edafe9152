/*
 * A portal that can be hurt: one PostgreSQL, the sandbox broker, and two real
 * backends on that one database, each of which can be killed and started again.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { reservePorts } from '../portal/ports.mjs';
import { loadSecrets } from '../portal/secrets.mjs';
import { answers, isGone, waitUntil } from '../portal/service.mjs';
import { endGroup, signalGroup } from '../processes/identity.mjs';
import { start } from '../processes/run.mjs';
import { PortalApi } from '../smoke/PortalApi.mjs';
import { startTestPostgres } from '../test-postgres.mjs';

const LEASE_SECONDS = 15;
const PLUGIN_DATABASE = 'backstage_plugin_cloud-services';

/** On top of app-config.yaml: PostgreSQL, nothing ordered at the start, and a quick look at catalogues. */
const OVERRIDES = `
backend:
  database:
    client: pg
    connection: \${FAULTS_POSTGRES}
cloudServices:
  engine:
    leaseSeconds: ${LEASE_SECONDS}
  catalog:
    schedule:
      frequency: { seconds: 10 }
      timeout: { minutes: 1 }
exampleEnvironments: null
exampleUsage: null
exampleBilling: null
`;

/** One process that can be started, killed and started again. */
class Process {
  #options;
  #running;

  constructor(options) {
    this.#options = options;
  }

  get pid() {
    return this.#running?.child.pid;
  }

  async start({ timeoutMs = 240_000 } = {}) {
    const { name, probe, ...options } = this.#options;
    this.#running = start('node', options.args, { ...options, append: true });
    let ended;
    this.#running.exited.then(result => (ended = result));
    const ready = await waitUntil(
      async () => ended !== undefined || answers(probe),
      { timeoutMs },
    );
    if (!ready || ended) {
      throw new Error(
        `the ${name} did not become ready${
          ended ? `: it ended with ${JSON.stringify(ended)}` : ''
        }; see ${options.log}`,
      );
    }
  }

  /** SIGKILL for all that belongs to it; resolves when nobody listens any more. */
  async kill() {
    signalGroup(this.pid, 'SIGKILL');
    await this.#running.exited;
    await this.#gone();
  }

  /** SIGKILL for the process alone, as the kernel or a person would: its children find out themselves. */
  async killAlone() {
    process.kill(this.pid, 'SIGKILL');
    await this.#running.exited;
    await this.#gone();
  }

  async stop() {
    if (this.pid) await endGroup(this.pid);
  }

  async #gone() {
    await waitUntil(() => isGone(this.#options.probe), {
      timeoutMs: 20_000,
      everyMs: 50,
    });
  }
}

/** Signs in again when its backend has been started anew. */
class Backend extends Process {
  constructor(options) {
    super(options);
    this.name = options.name;
    this.api = new PortalApi(options.url);
  }
}

/**
 * Starts database, broker and the processes' descriptions; the backends are
 * started by the caller.
 */
export async function startHurtablePortal({ root, dataFolder, env, say }) {
  for (const name of ['db', 'sandbox', 'logs']) {
    mkdirSync(path.join(dataFolder, name), { recursive: true });
  }
  const overrides = path.join(dataFolder, 'app-config.faults.yaml');
  writeFileSync(overrides, OVERRIDES);
  const postgres = await startTestPostgres();
  const reserved = await reservePorts(17_000, 6);
  const [first, second, brokerPort] = [0, 1, 2].map(n => reserved.port + n);
  const brokerUrl = `http://127.0.0.1:${brokerPort}`;
  const secrets = loadSecrets(dataFolder);
  const shared = {
    ...env,
    ...secrets,
    APP_BASE_URL: `http://localhost:${first}`,
    DUALCLOUD_DATA_DIR: dataFolder,
    FAULTS_POSTGRES: postgres.connectionString,
    SANDBOX_BROKER_URL: brokerUrl,
    SANDBOX_BROKER_DATA_DIR: path.join(dataFolder, 'sandbox'),
    SANDBOX_BROKER_PORT: String(brokerPort),
    SANDBOX_BROKER_PG_PORT: String(brokerPort + 1),
    SANDBOX_BROKER_MQTT_PORT: String(brokerPort + 2),
    SANDBOX_BROKER_S3_PORT: String(brokerPort + 3),
    SANDBOX_BROKER_ADMIN: '1',
  };
  const transform = path.join(
    root,
    'node_modules/@backstage/cli/config/nodeTransform.cjs',
  );
  const log = name => path.join(dataFolder, 'logs', `${name}.log`);

  const backend = (name, port) => {
    const url = `http://localhost:${port}`;
    return new Backend({
      name,
      url,
      // As "backstage-cli package start" runs it, without its restarts when somebody edits a file.
      args: [
        ...['--enable-source-maps', '--require', transform, 'src/index.ts'],
        ...['--config', path.join(root, 'app-config.yaml')],
        ...['--config', overrides],
      ],
      cwd: path.join(root, 'packages', 'backend'),
      env: {
        ...shared,
        NODE_ENV: 'development',
        BACKEND_PORT: String(port),
        BACKEND_BASE_URL: url,
      },
      log: log(name),
      probe: `http://127.0.0.1:${port}/.backstage/health/v1/readiness`,
    });
  };
  const broker = new Process({
    name: 'broker',
    args: ['--import', 'tsx', 'src/main.ts'],
    cwd: path.join(root, 'packages', 'sandbox-broker'),
    env: shared,
    log: log('broker'),
    probe: `${brokerUrl}/healthz`,
  });
  const backends = [backend('first', first), backend('second', second)];

  const stop = async () => {
    for (const each of [...backends, broker]) await each.stop();
    await postgres.stop();
    reserved.release();
  };
  try {
    await broker.start();
  } catch (error) {
    await stop();
    throw error;
  }
  say(`    data and logs in ${dataFolder}`);
  return {
    backends,
    broker,
    admin: brokerAdmin(brokerUrl, secrets),
    database: pluginDatabase(root, postgres.connectionString),
    leaseSeconds: LEASE_SECONDS,
    stop,
  };
}

/** The broker's test switch and its own account of what exists. */
function brokerAdmin(url, secrets) {
  const authorization = `Basic ${Buffer.from(
    `${secrets.SANDBOX_BROKER_USERNAME}:${secrets.SANDBOX_BROKER_PASSWORD}`,
  ).toString('base64')}`;
  const call = async (method, what, body) => {
    const response = await fetch(url + what, {
      method,
      headers: {
        authorization,
        'content-type': 'application/json',
        'x-broker-api-version': '2.17',
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `the broker's ${what} answered ${
          response.status
        }: ${await response.text()}`,
      );
    }
    return response.json();
  };
  return {
    state: () => call('GET', '/admin/state'),
    catalog: () => call('GET', '/v2/catalog'),
    faults: rules => call('PUT', '/admin/faults', { rules }),
    hits: async () => (await call('GET', '/admin/faults')).rules,
  };
}

/** Reads the tables of the plugin, beside all backends. */
function pluginDatabase(root, connectionString) {
  const require = createRequire(
    path.join(root, 'packages', 'backend', 'package.json'),
  );
  const url = new URL(connectionString);
  url.pathname = `/${PLUGIN_DATABASE}`;
  return {
    async rows(sql, values = []) {
      const { Client } = require('pg');
      const client = new Client({ connectionString: url.href });
      await client.connect();
      try {
        return (await client.query(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
  };
}
