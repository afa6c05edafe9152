import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Broker } from './broker/Broker';
import { OperationRunner } from './broker/OperationRunner';
import { FaultSwitch } from './faults/FaultSwitch';
import { createApp } from './http/app';
import { readState, readUsage, type SandboxState } from './http/adminRouter';
import { Meter } from './metering/Meter';
import { choosePort } from './ports';
import { SERVICES } from './services/registry';
import type { InstanceUsage, Log, SandboxService } from './services/types';
import { StateStore } from './state/StateStore';
import { randomSecret } from './state/Vault';

/**
 * How to start a sandbox broker.
 *
 * @public
 */
export interface SandboxBrokerOptions {
  /** Folder for all state; without it a temporary one that is removed on stop. */
  dataDir?: string;
  /** Address to listen on, and that credentials name; `127.0.0.1` when left out. */
  host?: string;
  /** Port of the API; 0, the default, takes any free one. */
  port?: number;
  /** `sandbox` when left out. */
  username?: string;
  /** Generated when left out; see {@link SandboxBroker.password}. */
  password?: string;
  /** Names of the services to offer; all when left out. */
  services?: string[];
  /** Ports that real services try first; 7011 to 7013 when left out, 0 for any free one. */
  ports?: {
    postgresql?: number;
    'mqtt-broker'?: number;
    'object-storage'?: number;
  };
  /** Duration of a simulated operation in milliseconds; one to three seconds when left out. */
  latencyMs?: number;
  /** Opens `/admin`: the fault switch, the state for leak checks, and usage. */
  admin?: boolean;
  /** How often storage quotas are looked at, in milliseconds; 5000 when left out. */
  quotaCheckMs?: number;
  /** Operating system user that runs PostgreSQL when this process is root. */
  postgresOsUser?: string;
  /**
   * Container image of the service `linux-server`; it must be present locally. When left out it is Debian's if podman
   * has it, and otherwise one that is made of this machine's own tools.
   */
  linuxImage?: string;
  /** Receives one line at a time; nothing is written when left out. */
  log?: (message: string) => void;
}

/**
 * A sandbox broker that runs.
 *
 * @public
 */
export interface SandboxBroker {
  /** Base URL, without `/v2`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly dataDir: string;
  /** Makes it misbehave; works whether or not `admin` is on. */
  readonly faults: FaultSwitch;
  /** What it believes to exist and what really does. */
  state(): Promise<SandboxState>;
  /** What every instance has used so far. */
  usage(): Promise<InstanceUsage[]>;
  /** Measures usage now, rather than at the next time. */
  measure(): Promise<void>;
  /** Stops the API and all real services. Operations in progress go on at the next start. */
  stop(): Promise<void>;
}

async function createServices(
  options: SandboxBrokerOptions,
  context: { store: StateStore; dataDir: string; host: string; log: Log },
): Promise<Map<string, SandboxService>> {
  const { store, dataDir, host, log } = context;
  const names = options.services ?? Object.keys(SERVICES);
  const services = new Map<string, SandboxService>();
  for (const name of names) {
    const create = SERVICES[name];
    if (!create) {
      throw new Error(
        `there is no service "${name}": choose from ${Object.keys(
          SERVICES,
        ).join(', ')}`,
      );
    }
    const service = await create({
      dataDir,
      host,
      database: store.database,
      latencyMs: options.latencyMs,
      quotaCheckMs: options.quotaCheckMs ?? 5000,
      postgresOsUser: options.postgresOsUser,
      linuxImage: options.linuxImage,
      temporary: options.dataDir === undefined,
      log: message => log(`${name}: ${message}`),
      port: (portName, preferred) =>
        choosePort({
          store,
          name: portName,
          host,
          preferred:
            options.ports?.[portName as keyof typeof options.ports] ??
            preferred,
          log,
        }),
    });
    services.set(service.offering.id, service);
  }
  return services;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      done();
    });
  });
}

/**
 * Starts a sandbox broker in this process.
 *
 * @public
 */
export async function createSandboxBroker(
  options: SandboxBrokerOptions = {},
): Promise<SandboxBroker> {
  const log = options.log ?? (() => undefined);
  const host = options.host ?? '127.0.0.1';
  const temporary = options.dataDir === undefined;
  const dataDir = options.dataDir
    ? resolve(options.dataDir)
    : mkdtempSync(join(tmpdir(), 'sandbox-broker-'));
  // Others may pass through, since PostgreSQL may run as another user; every secret in it is 0600.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  if (temporary) {
    chmodSync(dataDir, 0o711);
  }
  const username = options.username ?? 'sandbox';
  const password = options.password ?? randomSecret();

  const stops: Array<() => Promise<void>> = [];
  const stopAll = async () => {
    for (const stop of stops.splice(0).reverse()) {
      await stop();
    }
  };
  try {
    if (temporary) {
      stops.push(async () => rmSync(dataDir, { recursive: true, force: true }));
    }
    const store = StateStore.open(dataDir);
    stops.push(async () => store.close());

    const services = await createServices(options, {
      store,
      dataDir,
      host,
      log,
    });
    const runner = new OperationRunner({ store, services, log });
    const broker = new Broker({ store, runner, services });
    const faults = new FaultSwitch();
    const meter = new Meter({
      database: store.database,
      read: () => readUsage(broker),
      log,
    });

    // The API listens first, so that a port that is taken is found before anything else is started.
    let ready = false;
    const server = createServer(
      createApp({
        broker,
        faults,
        meter,
        username,
        password,
        admin: options.admin ?? false,
        isReady: () => ready,
        log,
      }),
    );
    await listen(server, host, options.port ?? 0);
    stops.push(async () => {
      const closed = new Promise<void>(done => {
        server.close(() => done());
      });
      server.closeAllConnections();
      await closed;
    });

    // Before they start: if one fails, those that have started must be stopped.
    stops.push(async () => {
      await Promise.all([...services.values()].map(service => service.stop()));
    });
    const starts = await Promise.allSettled(
      [...services.values()].map(service =>
        service.start(store.existing(service.offering.id)),
      ),
    );
    for (const start of starts) {
      if (start.status === 'rejected') {
        throw start.reason;
      }
    }
    stops.push(() => runner.stop());
    runner.resume();
    meter.start();
    stops.push(() => meter.stop());
    ready = true;

    const { port } = server.address() as AddressInfo;
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
      username,
      password,
      dataDir,
      faults,
      state: () => readState(broker),
      usage: () => readUsage(broker),
      measure: () => meter.sample(),
      stop: stopAll,
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
