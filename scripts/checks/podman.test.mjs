import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensurePodman } from './podman.mjs';

const context = { root: '/clone', env: {}, logs: '/clone/logs' };
const usable = { runtime: ['--runtime=runc'], limited: true };

/** A machine: what it has, and what its podman says once it has what it needs. */
function machine({ programs = [], root = true, online = true, podman }) {
  const installed = new Set(programs);
  const asked = [];
  return {
    asked,
    has: name => installed.has(name),
    mayInstall: () => root,
    installFromDebian: async packages => {
      asked.push(packages);
      if (online) packages.forEach(name => installed.add(name));
      return online;
    },
    tryPodman: async () =>
      installed.has('podman') && (installed.has('runc') || podman.crunWillDo)
        ? podman
        : { reason: 'crun: not on this machine' },
  };
}

test('what is missing is installed once, and nothing where podman works', async () => {
  const bare = machine({ podman: usable });
  assert.deepEqual(await ensurePodman(context, bare), []);
  assert.deepEqual(await ensurePodman(context, bare), []);
  assert.deepEqual(bare.asked, [['podman', 'runc']]);

  const crunOnly = machine({ programs: ['podman'], podman: usable });
  assert.deepEqual(await ensurePodman(context, crunOnly), []);
  assert.deepEqual(crunOnly.asked, [['runc']]);

  const works = machine({
    programs: ['podman'],
    podman: { ...usable, crunWillDo: true },
  });
  assert.deepEqual(await ensurePodman(context, works), []);
  assert.deepEqual(works.asked, []);
});

test('what cannot be run is named with its reason, and nothing fails', async () => {
  const reasonOf = async doors => {
    const notRun = await ensurePodman(context, doors);
    return notRun.map(({ title, reason }) => `${title}: ${reason}`).join();
  };
  assert.match(
    await reasonOf(machine({ root: false, podman: usable })),
    /podman and runc missing, which only root can install/,
  );
  assert.match(
    await reasonOf(machine({ online: false, podman: usable })),
    /could not be installed from Debian, see .*podman-install\.log/,
  );
  const nested = {
    programs: ['podman', 'runc'],
    podman: { reason: 'podman run failed: no rights' },
  };
  assert.match(await reasonOf(machine(nested)), /podman run failed: no rights/);
  assert.match(
    await reasonOf(machine({ podman: { ...usable, limited: false } })),
    /limits of their plans: podman starts containers here without limits only/,
  );
});
