/*
 * Request Tracker for the tests of the module that hands tickets over to it:
 * the machine's own, otherwise, as root, Debian's.
 */
import { existsSync } from 'node:fs';
import { doorsOf, ensureProgram } from './debianTests.mjs';

const REQUEST_TRACKER = {
  title: 'Tickets handed over to a real Request Tracker',
  name: 'request-tracker5',
  packages: ['request-tracker5', 'rt5-standalone', 'rt5-db-sqlite'],
  /** The tests start it from there, with a database of their own. */
  needs: [
    '/usr/share/request-tracker5/libexec/rt-server',
    '/usr/sbin/rt-setup-database-5',
    '/usr/share/doc/rt5-standalone',
    '/usr/share/doc/rt5-db-sqlite',
  ],
};

/** @returns the tests that will not run, as `{ title, reason }` */
export async function ensureRequestTracker(
  context,
  doors = doorsOf(existsSync),
) {
  return ensureProgram(REQUEST_TRACKER, context, doors);
}
