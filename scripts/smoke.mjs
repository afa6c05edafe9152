/*
 * `yarn smoke`: the main job of the portal, through its API, against a portal of
 * its own. A developer of the software provider orders a blueprint with PostgreSQL
 * and MQTT, connects to both with the credentials revealed, writes and reads, and
 * tears the environment down; then both refuse, and the broker has nothing left of it.
 *
 * The last line is JSON.
 */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startPortal } from './portal/portal.mjs';
import { onInterrupt, stopAll, tail } from './processes/run.mjs';
import { say, step } from './processes/terminal.mjs';
import { eventually, PortalApi } from './smoke/PortalApi.mjs';
import { removeData } from './smoke/removeData.mjs';
import { expectRefusal, SERVICES } from './smoke/services.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const PERSON = 'user:default/jana.brandt';
const WANTED = Object.keys(SERVICES);
/** On the embedded defaults; issue and README promise it. */
const READY_WITHIN_SECONDS = 20;
const DAYS = 24 * 60 * 60 * 1000;

const kindOf = serviceRef =>
  WANTED.find(kind => serviceRef.endsWith(`-${kind}`));

/** The smallest blueprint that has all the services that we can use. */
async function findBlueprint(api) {
  const { items } = await api.get(
    '/catalog/entities/by-query?filter=kind=environmentblueprint',
  );
  const fitting = items
    .map(({ metadata, spec }) => ({
      ref: `environmentblueprint:${metadata.namespace ?? 'default'}/${
        metadata.name
      }`,
      stages: spec.stages,
      kinds: spec.components.map(({ service }) => kindOf(service)),
    }))
    .filter(({ kinds }) => WANTED.every(kind => kinds.includes(kind)))
    .sort((a, b) => a.kinds.length - b.kinds.length);
  if (!fitting[0]) {
    throw new Error(
      `none of ${items.length} blueprints has ${WANTED.join(' and ')}`,
    );
  }
  return fitting[0];
}

/** What to order, once the catalog has it all and the order would be accepted. */
async function prepareOrder(api) {
  const blueprint = await findBlueprint(api);
  const { systems, owners } = await api.get('/cloud-services/order-options');
  const stage = ['test', 'development'].find(each =>
    blueprint.stages.includes(each),
  );
  const system = systems.find(({ stages }) => stages.includes(stage));
  if (!system || !owners[0]) {
    throw new Error(`${PERSON} may not order for ${stage} yet`);
  }
  const order = {
    type: 'create-environment',
    blueprintRef: blueprint.ref,
    name: 'smoke-test',
    stage,
    systemRef: system.systemRef,
    ownerRef: owners[0].ref,
    expiresAt: new Date(Date.now() + 7 * DAYS).toISOString().slice(0, 10),
  };
  await api.post('/cloud-services/orders/preview', order);
  return order;
}

async function order(api, wish) {
  const begin = Date.now();
  const placed = await api.post('/cloud-services/orders', wish);
  await api.finish(placed.id, {
    timeoutMs: 120_000,
    onStep: text => say(`    ${text}`),
  });
  const seconds = Math.round((Date.now() - begin) / 100) / 10;
  const environment = await api.get(
    `/cloud-services/environments/${placed.environmentId}`,
  );
  if (environment.state !== 'ready') {
    throw new Error(`the environment is ${environment.state}, not ready`);
  }
  return { environment, seconds };
}

async function useServices(api, environment) {
  const used = [];
  for (const instance of environment.instances) {
    const kind = kindOf(instance.serviceRef);
    if (!kind) continue;
    const secret = await api.credentials(instance.id, 'Smoke test');
    await SERVICES[kind].use(secret.credentials);
    used.push({ kind, instance, ...secret });
  }
  return used;
}

async function tearDown(api, environmentId) {
  const placed = await api.post('/cloud-services/orders', {
    type: 'terminate-environment',
    environmentId,
  });
  await api.finish(placed.id, {
    timeoutMs: 120_000,
    onStep: text => say(`    ${text}`),
  });
}

async function brokerState(variables) {
  const response = await fetch(`${variables.SANDBOX_BROKER_URL}/admin/state`, {
    headers: {
      authorization: `Basic ${Buffer.from(
        `${variables.SANDBOX_BROKER_USERNAME}:${variables.SANDBOX_BROKER_PASSWORD}`,
      ).toString('base64')}`,
    },
  });
  if (!response.ok) {
    throw new Error(`the broker's /admin/state answered ${response.status}`);
  }
  return response.json();
}

/** Throws when the broker still has something of the environment, believed or real. */
async function expectNothingLeft(variables, environment, used) {
  const state = await brokerState(variables);
  const ours = new Set(environment.instances.map(({ id }) => id));
  const left = [
    ...state.instances
      .filter(({ id }) => ours.has(id))
      .map(({ id, service }) => `instance ${id} of ${service}`),
    ...state.bindings
      .filter(({ instanceId }) => ours.has(instanceId))
      .map(({ id }) => `credentials ${id}`),
    ...used.flatMap(({ kind, credentials }) =>
      SERVICES[kind]
        .leftovers(state.real, credentials)
        .map(name => `${kind} ${name}`),
    ),
  ];
  const databases = state.instances.filter(
    ({ service }) => service === 'postgresql',
  );
  if (state.real.databases.length > databases.length) {
    left.push(
      `databases without an instance among ${state.real.databases.join(', ')}`,
    );
  }
  if (left.length > 0)
    throw new Error(`left at the broker: ${left.join(', ')}`);
}

async function main(portal) {
  const { variables } = portal;
  const api = new PortalApi(variables.BACKEND_BASE_URL);
  await step(`Signing in as ${PERSON}`, () =>
    eventually('sign-in', () => api.signIn(PERSON), { timeoutMs: 90_000 }),
  );
  const wish = await step('Waiting for the catalogue', () =>
    eventually('catalogue', () => prepareOrder(api), {
      timeoutMs: 120_000,
      everyMs: 500,
    }),
  );
  const { environment, seconds } = await step(
    `Ordering ${wish.blueprintRef} for ${wish.systemRef}`,
    () => order(api, wish),
  );
  const used = await step(
    'Revealing credentials, connecting, writing and reading',
    () => useServices(api, environment),
  );
  await step('Tearing the environment down', () =>
    tearDown(api, environment.id),
  );
  await step('Both refuse, and the broker has nothing left', async () => {
    for (const { kind, credentials } of used) {
      await expectRefusal(kind, credentials);
    }
    await expectNothingLeft(variables, environment, used);
  });
  if (seconds > READY_WITHIN_SECONDS) {
    throw new Error(
      `the environment was ready after ${seconds} s; ${READY_WITHIN_SECONDS} s are promised`,
    );
  }
  return {
    ok: true,
    secondsToReady: seconds,
    services: used.map(({ kind }) => kind).sort(),
    goneAfterTeardown: true,
  };
}

const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'dualcloud-smoke-'));
let portal;
async function end(code) {
  await portal?.stop();
  await stopAll();
  removeData(dataFolder);
  process.exit(code);
}
onInterrupt(signal => end(signal === 'SIGINT' ? 130 : 143));

let result;
try {
  portal = await step('Starting a portal of its own', () =>
    startPortal({
      root,
      // The broker tells its state only when asked to at its start.
      env: { ...process.env, SANDBOX_BROKER_ADMIN: '1' },
      dataFolder,
      app: 'none',
      say,
    }),
  );
  result = await main(portal);
} catch (error) {
  say(error.stack);
  for (const name of ['broker', 'backend']) {
    say(`\nThe end of the ${name}'s log:`);
    say(
      tail(path.join(dataFolder, 'logs', `${name}.log`), 30, /rootHttpRouter/),
    );
  }
  result = { ok: false, error: error.message };
}
await portal?.stop();
await stopAll();
removeData(dataFolder);
process.stdout.write(`${JSON.stringify(result)}\n`, () =>
  process.exit(result.ok ? 0 : 1),
);
