/*
 * Podman for the tests of Linux containers: the machine's own, otherwise, as
 * root, Debian's. What counts is that a container starts, and that only the
 * sandbox broker's own trial can tell.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../processes/run.mjs';
import { findOnPath } from '../toolchain/toolchain.mjs';
import { installFromDebian, mayInstall } from './debian.mjs';

const TESTS = 'Linux containers of the sandbox broker';

/** Debian's podman comes with crun, which refuses machines that runc accepts. */
const PACKAGES = ['podman', 'runc'];

const has = (name, env) =>
  Boolean(findOnPath(name, env.PATH)) || existsSync(`/usr/sbin/${name}`);

/** What the broker's trial says: `{ limited }`, or `{ reason }` when no container starts. */
async function tryPodman({ root, env, logs }) {
  let said = '';
  await run('node', ['--import', 'tsx', 'src/__testUtils__/podmanProbe.ts'], {
    cwd: path.join(root, 'packages', 'sandbox-broker'),
    env,
    log: path.join(logs, 'podman.log'),
    onLine: line => {
      said = line;
    },
  });
  try {
    return JSON.parse(said);
  } catch {
    return { reason: said || 'the trial of podman said nothing' };
  }
}

/** Podman has a reason for each way that was tried; the log has them all. */
function shortened(reason) {
  const line = reason.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)} …, see podman.log` : line;
}

/**
 * Makes podman usable if that can be done. Never fails: a machine where no
 * container can be started is no fault of what is tested.
 *
 * @param doors - other than the real ones in tests
 * @returns the tests that will not run, as `{ title, reason }`
 */
export async function ensurePodman(
  context,
  doors = { has, mayInstall, installFromDebian, tryPodman },
) {
  const { env, logs } = context;
  const missing = () => PACKAGES.filter(name => !doors.has(name, env));
  let way = await doors.tryPodman(context);
  if (way.reason && missing().length > 0) {
    const log = path.join(logs, 'podman-install.log');
    if (!doors.mayInstall(env)) {
      const reason = `${missing().join(
        ' and ',
      )} missing, which only root can install: apt-get install ${PACKAGES.join(
        ' ',
      )}`;
      return [{ title: TESTS, reason }];
    }
    if (!(await doors.installFromDebian(missing(), { env, log }))) {
      const reason = `${missing().join(
        ' and ',
      )} could not be installed from Debian, see ${log}`;
      return [{ title: TESTS, reason }];
    }
    way = await doors.tryPodman(context);
  }
  if (way.reason) return [{ title: TESTS, reason: shortened(way.reason) }];
  return way.limited
    ? []
    : [
        {
          title: `${TESTS}: limits of their plans`,
          reason: 'podman starts containers here without limits only',
        },
      ];
}
