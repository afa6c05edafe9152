/*
 * A Node that Backstage runs on and a Yarn 4: the machine's own where they fit,
 * otherwise both from the npm registry, pinned by toolchain/package-lock.json,
 * in the ignored folder `.toolchain`.
 *
 * The folder appears under its name by a rename once it is complete, so that an
 * interrupted installation is never taken for a whole one.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { run, tail } from '../processes/run.mjs';
import { Failure, step } from '../processes/terminal.mjs';

const FOLDER = '.toolchain';

/** Whether a Node version is one of the majors in `engines.node` (`22 || 24`). */
export function fitsEngines(version, engines) {
  const major = /^v?(\d+)\./.exec(version)?.[1];
  return engines.split('||').some(range => range.trim() === major);
}

/** Where PATH has the program, as a shell would find it. */
export function findOnPath(name, pathVariable) {
  for (const folder of (pathVariable ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (folder && existsSync(file)) return file;
  }
  return undefined;
}

/** The environment with the folder first on PATH and all else as it was. */
export function withPath(env, folder) {
  const rest = (env.PATH ?? '')
    .split(path.delimiter)
    .filter(entry => entry && entry !== folder);
  return { ...env, PATH: [folder, ...rest].join(path.delimiter) };
}

function hasYarn4(root, env) {
  const yarn = findOnPath('yarn', env.PATH);
  if (!yarn) return false;
  // Ours needs no question.
  if (yarn === path.join(root, FOLDER, 'bin', 'yarn')) return true;
  try {
    const version = execFileSync(yarn, ['--version'], {
      cwd: root,
      // Corepack's yarn would fetch itself from a host that need not be reachable.
      env: { ...env, COREPACK_ENABLE_NETWORK: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    });
    return /^4\./.test(version.toString().trim());
  } catch {
    // Not a Yarn (Debian's cmdtest has a program of this name), or too old.
    return false;
  }
}

/** Whether Node and Yarn of this environment will do as they are. */
export function machineWillDo(root, env) {
  const { engines } = JSON.parse(
    readFileSync(path.join(root, 'package.json'), 'utf8'),
  );
  if (!fitsEngines(process.version, engines.node)) return false;
  // The children's Node is the first on PATH; it need not be the one running this.
  const node = findOnPath('node', env.PATH);
  if (!node) return false;
  try {
    const version = execFileSync(node, ['--version'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString();
    return fitsEngines(version, engines.node) && hasYarn4(root, env);
  } catch {
    return false;
  }
}

function stampOf(root) {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) {
    hash.update(readFileSync(path.join(root, 'toolchain', file)));
  }
  // A clone may be shared by machines: a container and its host, say.
  hash.update(`${process.platform}-${process.arch}`);
  return hash.digest('hex');
}

export function toolchainIsCurrent(root) {
  try {
    const stamp = readFileSync(path.join(root, FOLDER, 'stamp'), 'utf8');
    return stamp === stampOf(root);
  } catch {
    return false;
  }
}

function clearLeftovers(root) {
  for (const name of readdirSync(root)) {
    if (/^\.toolchain-(new|old)-\d+$/.test(name)) {
      rmSync(path.join(root, name), { recursive: true, force: true });
    }
  }
}

/**
 * Installs the toolchain unless the one there is current. Call it under the
 * installation lock.
 *
 * @returns the folder to put first on PATH
 */
export async function ensureToolchain(root, env) {
  const folder = path.join(root, FOLDER);
  const bin = path.join(folder, 'bin');
  if (toolchainIsCurrent(root)) return bin;

  const nodePackage = `node-${process.platform}-${process.arch}`;
  const manifest = JSON.parse(
    readFileSync(path.join(root, 'toolchain', 'package.json'), 'utf8'),
  );
  const version = manifest.optionalDependencies[nodePackage];
  if (!version) {
    throw new Failure(
      `There is no Node for ${process.platform}-${process.arch} in toolchain/package.json. Install Node 24 and Yarn 4 yourself, then run "yarn start" or "yarn test".`,
    );
  }

  const title = `Installing Node ${version} and Yarn ${manifest.dependencies['@yarnpkg/cli-dist']} into ${FOLDER}`;
  await step(title, async () => {
    clearLeftovers(root);
    const fresh = path.join(root, `${FOLDER}-new-${process.pid}`);
    mkdirSync(fresh);
    for (const file of ['package.json', 'package-lock.json']) {
      cpSync(path.join(root, 'toolchain', file), path.join(fresh, file));
    }
    const log = path.join(root, '.data', 'logs', 'toolchain.log');
    const { code, error } = await run(
      'npm',
      [
        'ci',
        '--ignore-scripts',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--prefix',
        fresh,
      ],
      { cwd: fresh, env, log },
    );
    const node = path.join(fresh, 'node_modules', nodePackage, 'bin', 'node');
    if (code !== 0 || !existsSync(node)) {
      throw new Failure(
        `npm could not install the toolchain${
          error ? `: ${error.message}` : ''
        }.\n${tail(
          log,
        )}\nIs the registry reachable (npm config get registry)? Running the same command again goes on from here.`,
      );
    }
    writeBin(fresh, nodePackage);
    writeFileSync(path.join(fresh, 'stamp'), stampOf(root));
    if (existsSync(folder)) {
      renameSync(folder, path.join(root, `${FOLDER}-old-${process.pid}`));
    }
    renameSync(fresh, folder);
    clearLeftovers(root);
  });
  return bin;
}

function writeBin(folder, nodePackage) {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  // Relative, so that the clone can be moved.
  const node = path.join('..', 'node_modules', nodePackage, 'bin', 'node');
  chmodSync(path.join(bin, node), 0o755);
  symlinkSync(node, path.join(bin, 'node'));
  const yarn = path.join(bin, 'yarn');
  writeFileSync(
    yarn,
    '#!/bin/sh\nbin=${0%/*}\nexec "$bin/node" "$bin/../node_modules/@yarnpkg/cli-dist/bin/yarn.js" "$@"\n',
  );
  chmodSync(yarn, 0o755);
}
