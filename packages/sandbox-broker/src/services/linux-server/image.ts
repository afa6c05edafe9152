import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { podman } from './podman';

/*
 * No registry need be reachable, and an ordinary user with podman has no right to debootstrap. So the image is made of
 * what this machine has anyway: BusyBox where it is installed, otherwise a few of the machine's own tools, each with the
 * libraries that it is linked to. That is a Linux system to log in to and to run programs in, not a distribution.
 */

const run = promisify(execFile);

/** The recipe's version is the tag: another recipe makes another image. */
export const OWN_IMAGE = 'localhost/dualcloud-sandbox-linux:1';

const PATH = '/usr/local/bin:/usr/bin:/bin';

/** What the broker itself needs inside comes first; the rest is for people. */
const NEEDED = ['sh', 'sleep', 'mkdir', 'chown', 'rm', 'cat', 'mv', 'kill'];
const TOOLS = [
  ...['ls', 'cp', 'ln', 'touch', 'chmod', 'id', 'hostname', 'uname', 'ps'],
  ...['grep', 'sed', 'awk', 'head', 'tail', 'wc', 'sort', 'find', 'env'],
  ...['date', 'df', 'du', 'dd', 'nproc', 'free', 'tar', 'gzip', 'vi'],
];

async function find(tool: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? PATH).split(':')) {
    const file = join(folder, tool);
    if (folder && existsSync(file)) {
      return realpath(file);
    }
  }
  return undefined;
}

/** Libraries and the loader, at the paths where the program looks for them; none for a static program. */
async function librariesOf(program: string): Promise<string[]> {
  try {
    const { stdout } = await run('ldd', [program]);
    return stdout.match(/\/[^\s()]+(?=\s*\()/g) ?? [];
  } catch {
    return [];
  }
}

async function addProgram(
  root: string,
  name: string,
  program: string,
): Promise<void> {
  const target = join(root, 'bin', name);
  await copyFile(program, target);
  await chmod(target, 0o755);
  for (const library of await librariesOf(program)) {
    const copy = join(root, library);
    if (!existsSync(copy)) {
      await mkdir(dirname(copy), { recursive: true });
      await copyFile(library, copy);
      await chmod(copy, 0o755);
    }
  }
}

async function addTools(root: string): Promise<void> {
  const busybox = await find('busybox');
  if (busybox) {
    await addProgram(root, 'busybox', busybox);
    const { stdout } = await run(busybox, ['--list']);
    for (const tool of stdout.split('\n')) {
      if (tool && tool !== 'busybox') {
        await symlink('busybox', join(root, 'bin', basename(tool)));
      }
    }
    return;
  }
  for (const tool of [...NEEDED, ...TOOLS]) {
    const program = await find(tool);
    if (program) {
      await addProgram(root, tool, program);
    } else if (NEEDED.includes(tool)) {
      throw new Error(`this machine has no "${tool}" to make an image of`);
    }
  }
}

async function assemble(root: string): Promise<void> {
  for (const folder of ['bin', 'etc', 'home', 'proc', 'sys', 'dev', 'run']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await mkdir(join(root, 'root'), { mode: 0o700 });
  await mkdir(join(root, 'tmp'));
  // Not by mkdir: the umask would take bits away.
  await chmod(join(root, 'tmp'), 0o1777);
  await writeFile(
    join(root, 'etc/passwd'),
    'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  );
  await writeFile(join(root, 'etc/group'), 'root:x:0:\nnogroup:x:65534:\n');
  await writeFile(
    join(root, 'etc/os-release'),
    'ID=dualcloud-sandbox\nNAME="Dual Cloud sandbox"\nPRETTY_NAME="Small Linux system of the sandbox broker"\n',
  );
  await addTools(root);
}

/** True when podman has the image; nothing is ever pulled. */
export async function imageExists(image: string): Promise<boolean> {
  try {
    await podman(['image', 'exists', image]);
    return true;
  } catch {
    return false;
  }
}

/** Makes {@link OWN_IMAGE} unless it is there. It stays for the next broker: it holds nothing of a tenant. */
export async function makeOwnImage(): Promise<string> {
  if (await imageExists(OWN_IMAGE)) {
    return OWN_IMAGE;
  }
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-linux-image-'));
  try {
    const root = join(folder, 'root');
    const archive = join(folder, 'image.tar');
    await mkdir(root);
    await assemble(root);
    // Files of an ordinary user become root's, as far as the container can tell.
    await run('tar', [
      ...['--owner=0', '--group=0', '--numeric-owner'],
      ...['-C', root, '-cf', archive, '.'],
    ]);
    await podman([
      'import',
      '--change',
      `ENV PATH=${PATH}`,
      archive,
      OWN_IMAGE,
    ]);
    return OWN_IMAGE;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
