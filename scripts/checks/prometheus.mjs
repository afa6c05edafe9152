/*
 * Prometheus for the tests of the module that asks it: the machine's own,
 * otherwise, as root, Debian's.
 */
import path from 'node:path';
import { findOnPath } from '../toolchain/toolchain.mjs';
import { installFromDebian, mayInstall } from './debian.mjs';

const TITLE = 'Service levels measured by a real Prometheus';

/** Debian's package has both. */
const PROGRAMS = ['prometheus', 'promtool'];

const has = (name, env) => Boolean(findOnPath(name, env.PATH));

/**
 * Never fails: a machine without Prometheus is no fault of what is tested.
 *
 * @param doors - other than the real ones in tests
 * @returns the tests that will not run, as `{ title, reason }`
 */
export async function ensurePrometheus(
  { env, logs },
  doors = { has, mayInstall, installFromDebian },
) {
  const isMissing = () => PROGRAMS.some(name => !doors.has(name, env));
  if (!isMissing()) return [];
  if (!doors.mayInstall(env)) {
    const reason =
      'prometheus missing, which only root can install: apt-get install prometheus';
    return [{ title: TITLE, reason }];
  }
  const log = path.join(logs, 'prometheus-install.log');
  const installed = await doors.installFromDebian(['prometheus'], { env, log });
  if (installed && !isMissing()) return [];
  const reason = `prometheus could not be installed from Debian, see ${log}`;
  return [{ title: TITLE, reason }];
}
