/*
 * Prometheus for the tests of the module that asks it: the machine's own,
 * otherwise, as root, Debian's.
 */
import { findOnPath } from '../toolchain/toolchain.mjs';
import { doorsOf, ensureProgram } from './debianTests.mjs';

const PROMETHEUS = {
  title: 'Service levels measured by a real Prometheus',
  name: 'prometheus',
  packages: ['prometheus'],
  /** Debian's package has both. */
  needs: ['prometheus', 'promtool'],
};

const has = (name, env) => Boolean(findOnPath(name, env.PATH));

/** @returns the tests that will not run, as `{ title, reason }` */
export async function ensurePrometheus(context, doors = doorsOf(has)) {
  return ensureProgram(PROMETHEUS, context, doors);
}
