import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensurePrometheus } from './prometheus.mjs';

const context = { env: {}, logs: '/clone/logs' };

/** A machine, and what was installed on it. */
function machine({ programs = [], root = true, online = true } = {}) {
  const installed = new Set(programs);
  const asked = [];
  return {
    asked,
    has: name => installed.has(name),
    mayInstall: () => root,
    installFromDebian: async packages => {
      asked.push(packages);
      if (online) ['prometheus', 'promtool'].forEach(one => installed.add(one));
      return online;
    },
  };
}

test('Prometheus is installed once, where it is missing', async () => {
  const bare = machine();
  assert.deepEqual(await ensurePrometheus(context, bare), []);
  assert.deepEqual(await ensurePrometheus(context, bare), []);
  assert.deepEqual(bare.asked, [['prometheus']]);
});

test('without it the tests are named with the reason, and nothing fails', async () => {
  const reasonOf = async doors => {
    const [{ title, reason }] = await ensurePrometheus(context, doors);
    return `${title}: ${reason}`;
  };
  assert.match(
    await reasonOf(machine({ root: false })),
    /only root can install/,
  );
  assert.match(
    await reasonOf(machine({ online: false })),
    /could not be installed from Debian, see .*prometheus-install\.log/,
  );
});
