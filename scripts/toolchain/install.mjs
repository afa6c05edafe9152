/*
 * Dependencies: `yarn install --immutable`, unless nothing has changed since it
 * last went through.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { run, tail } from '../processes/run.mjs';
import { Failure, step } from '../processes/terminal.mjs';

// Warnings about peer dependencies, by the dozen and never the reason.
const PEERS = /YN0002|YN0060|YN0086/;
const STAMP = path.join('node_modules', '.dualcloud-install');

/** The package.json files of the repository's workspaces, the root's first. */
export function manifestsOf(root) {
  const { workspaces = [] } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  const folders = workspaces.flatMap(pattern => {
    if (!pattern.endsWith('/*')) return [pattern];
    const parent = pattern.slice(0, -2);
    const full = path.join(root, parent);
    if (!existsSync(full)) return [];
    return readdirSync(full).map(name => path.join(parent, name));
  });
  return [
    'package.json',
    ...folders
      .map(folder => path.join(folder, 'package.json'))
      .filter(file => existsSync(path.join(root, file)))
      .sort(),
  ];
}

/** What the installed dependencies depend on, as one hash. */
export function installStamp(root, nodeVersion) {
  const hash = createHash('sha256');
  for (const file of ['yarn.lock', '.yarnrc.yml', ...manifestsOf(root)]) {
    const full = path.join(root, file);
    // Name and length too: moving text between files must change the hash.
    const content = existsSync(full) ? readFileSync(full) : '';
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  hash.update(`${nodeVersion} ${process.platform} ${process.arch}`);
  return hash.digest('hex');
}

/** Whether the dependencies are installed as yarn.lock wants them. */
export function installIsCurrent(root, nodeVersion) {
  try {
    const stamp = readFileSync(path.join(root, STAMP), 'utf8');
    return stamp === installStamp(root, nodeVersion);
  } catch {
    return false;
  }
}

/** Installs the dependencies if need be. Call it under the installation lock. */
export async function ensureInstall(root, env, nodeVersion = process.version) {
  if (installIsCurrent(root, nodeVersion)) return;
  const first = !existsSync(path.join(root, 'node_modules'));
  const title = first
    ? 'Installing dependencies (some minutes the first time)'
    : 'Bringing dependencies up to date';
  await step(title, async () => {
    // Gone while the work is on: interrupted, it has to be done again.
    rmSync(path.join(root, STAMP), { force: true });
    const log = path.join(root, '.data', 'logs', 'install.log');
    const { code, error } = await run('yarn', ['install', '--immutable'], {
      cwd: root,
      env,
      log,
    });
    if (code !== 0) {
      throw new Failure(
        `The dependencies could not be installed${
          error ? `: ${error.message}` : ''
        }.\n${tail(log, 20, PEERS)}\nThe whole output is in ${path.relative(
          root,
          log,
        )}. Running the same command again goes on from here.`,
      );
    }
    mkdirSync(path.join(root, 'node_modules'), { recursive: true });
    writeFileSync(path.join(root, STAMP), installStamp(root, nodeVersion));
  });
}
