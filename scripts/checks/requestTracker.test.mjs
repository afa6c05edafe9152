import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureRequestTracker } from './requestTracker.mjs';

const context = { env: {}, logs: '/clone/logs' };

/** A machine on which a package brings everything, or nothing. */
function machine({ root = true, online = true } = {}) {
  let installed = false;
  const asked = [];
  return {
    asked,
    has: () => installed,
    mayInstall: () => root,
    installFromDebian: async packages => {
      asked.push(packages);
      installed = online;
      return online;
    },
  };
}

test('Request Tracker is installed once, with its server and its database', async () => {
  const bare = machine();
  assert.deepEqual(await ensureRequestTracker(context, bare), []);
  assert.deepEqual(await ensureRequestTracker(context, bare), []);
  assert.deepEqual(bare.asked, [
    ['request-tracker5', 'rt5-standalone', 'rt5-db-sqlite'],
  ]);
});

test('without it the tests are named with the reason, and nothing fails', async () => {
  const reasonOf = async doors => {
    const [{ title, reason }] = await ensureRequestTracker(context, doors);
    return `${title}: ${reason}`;
  };
  assert.match(
    await reasonOf(machine({ root: false })),
    /only root can install: apt-get install request-tracker5 rt5-standalone/,
  );
  assert.match(
    await reasonOf(machine({ online: false })),
    /could not be installed from Debian, see .*request-tracker5-install\.log/,
  );
});
