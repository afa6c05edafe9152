/*
 * Tests of what is put together with a real program of Debian's. Without it they
 * are left out, and named.
 */
import path from 'node:path';
import { installFromDebian, mayInstall } from './debian.mjs';

/** What asks and changes this machine. */
export const doorsOf = has => ({ has, mayInstall, installFromDebian });

/**
 * Never fails: a machine without the program is no fault of what is tested.
 *
 * @param program - `title` of the tests, `name` of the program, its `packages`, and the `needs` that `has` finds
 * @param doors - other than the real ones in tests
 * @returns the tests that will not run, as `{ title, reason }`
 */
export async function ensureProgram(
  { title, name, packages, needs },
  { env, logs },
  doors,
) {
  const isMissing = () => needs.some(need => !doors.has(need, env));
  if (!isMissing()) return [];
  if (!doors.mayInstall(env)) {
    const reason = `${name} missing, which only root can install: apt-get install ${packages.join(
      ' ',
    )}`;
    return [{ title, reason }];
  }
  const log = path.join(logs, `${name}-install.log`);
  const installed = await doors.installFromDebian(packages, { env, log });
  if (installed && !isMissing()) return [];
  const reason = `${name} could not be installed from Debian, see ${log}`;
  return [{ title, reason }];
}
