/*
 * Packages of Debian, which only root can install.
 */
import process from 'node:process';
import { run } from '../processes/run.mjs';
import { findOnPath } from '../toolchain/toolchain.mjs';

// Where nothing answers, a test run must not wait for minutes; and another apt may be at work.
const PATIENCE = [
  ...['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20'],
  ...['-o', 'Acquire::https::Timeout=20', '-o', 'DPkg::Lock::Timeout=120'],
];

/** Whether {@link installFromDebian} could work at all. */
export function mayInstall(env) {
  return process.getuid?.() === 0 && Boolean(findOnPath('apt-get', env.PATH));
}

/** Installs packages and no more than they need; false when that did not work, which the log explains. */
export async function installFromDebian(packages, { env, log }) {
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, log };
  await run('apt-get', [...PATIENCE, 'update'], quiet);
  const { code } = await run(
    'apt-get',
    [...PATIENCE, 'install', '-y', '--no-install-recommends', ...packages],
    { ...quiet, append: true },
  );
  return code === 0;
}
