/*
 * What is done to the portal, and what must come of it. Each scenario returns
 * the numbers that it saw and throws when something is wrong.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { eventually } from '../smoke/PortalApi.mjs';

const DAYS = 24 * 60 * 60 * 1000;
const PERSON = 'user:default/jana.brandt';
// Whoever is killed while it reads a catalogue keeps the others from it until the
// task's timeout and the scheduler's next round, a minute each.
const SYNC_TIMEOUT_MS = 180_000;
const POSTGRESQL = 'cloudservice:default/sandbox-postgresql';

const seconds = since => Math.round((Date.now() - since) / 100) / 10;

function expect(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

function wish(name, blueprint) {
  return {
    type: 'create-environment',
    blueprintRef: `environmentblueprint:default/${blueprint}`,
    name,
    stage: 'test',
    systemRef: 'system:default/kfz-portal',
    ownerRef: 'group:default/team-kfz-portal',
    expiresAt: new Date(Date.now() + 7 * DAYS).toISOString().slice(0, 10),
  };
}

export async function signIn({ api }) {
  await eventually('sign-in', () => api.signIn(PERSON), { timeoutMs: 90_000 });
}

/** Until each backend would take an order. */
export async function awaitCatalogue({ backends }) {
  for (const backend of backends) {
    await signIn(backend);
    await eventually(
      'catalogue',
      () =>
        backend.api
          .post(
            '/cloud-services/orders/preview',
            wish('preview', 'event-processing'),
          )
          .catch(error => {
            // Until the catalog has everything, a service is unknown: 400.
            throw new Error(error.message);
          }),
      { timeoutMs: 120_000, everyMs: 500 },
    );
  }
}

/** The wish is sent several times to both at once: it is one order. */
export async function sameKeyToBoth({ backends, database }) {
  const key = randomUUID();
  const order = wish('idempotent', 'event-processing');
  const answers = await Promise.all(
    [0, 1, 0, 1, 0, 1].map(n =>
      backends[n].api.post('/cloud-services/orders', order, key),
    ),
  );
  const ids = new Set(answers.map(({ id }) => id));
  const [{ count }] = await database.rows(
    'select count(*)::int as count from environments where name = $1',
    [order.name],
  );
  expect(
    ids.size === 1 && count === 1,
    `${answers.length} requests with one key made ${ids.size} orders and ${count} environments`,
  );
  const [placed] = answers;
  const finished = await Promise.all(
    backends.map(({ api }) => api.finish(placed.id, { timeoutMs: 90_000 })),
  );
  const views = await Promise.all(
    backends.map(({ api }) =>
      api.get(`/cloud-services/environments/${placed.environmentId}`),
    ),
  );
  expect(
    isDeepStrictEqual(finished[0], finished[1]) &&
      isDeepStrictEqual(views[0], views[1]),
    'the two backends do not show the same',
  );
  expect(views[0].state === 'ready', `the environment is ${views[0].state}`);
  // Credentials, so that the teardown has something to revoke.
  const instance = views[0].instances.find(
    ({ serviceRef }) => serviceRef === POSTGRESQL,
  );
  await backends[0].api.credentials(instance.id, 'Fault test');
  return {
    requests: answers.length,
    orders: ids.size,
    secondsToReady: finished[0].readySeconds,
  };
}

/** Orders, and resolves when a backend is in the middle of a slow call to the broker. */
async function orderIntoSlowCall({ admin, database }, api, name) {
  await admin.faults([
    {
      operation: 'provision',
      serviceId: 'postgresql',
      count: 1,
      behaviour: { kind: 'delay', ms: 6_000 },
    },
  ]);
  const placed = await api.post(
    '/cloud-services/orders',
    wish(name, 'event-processing'),
  );
  const owner = await eventually(
    'a call under way',
    async () => {
      const [rule] = await admin.hits();
      expect(rule.hits > 0, 'the broker has not been asked yet');
      const [row] = await database.rows(
        `select lease_owner from operations
         where order_id = $1 and lease_owner is not null limit 1`,
        [placed.id],
      );
      expect(row, 'nobody holds a lease');
      return row.lease_owner;
    },
    { timeoutMs: 30_000, everyMs: 50 },
  );
  return { placed, owner };
}

/** How often the broker was made to do it: one instance for each of the database's, no more. */
async function expectOneEach({ admin, database }, environmentId) {
  const rows = await database.rows(
    'select id from instances where environment_id = $1',
    [environmentId],
  );
  const { instances } = await admin.state();
  const found = rows.filter(({ id }) =>
    instances.some(each => each.id === id && each.state !== 'deleted'),
  );
  expect(
    found.length === rows.length,
    `the broker has ${found.length} of ${rows.length} instances`,
  );
}

/** The backend that is in the middle of a call dies; the other one finishes. */
export async function killOne(portal) {
  const { backends, database, leaseSeconds } = portal;
  const { placed, owner } = await orderIntoSlowCall(
    portal,
    backends[0].api,
    'killed-one',
  );
  const worker = Number(owner.split('-')[0]);
  const victim = backends.find(({ pid }) => pid === worker);
  expect(victim, `no backend has process ${worker}`);
  const survivor = backends.find(each => each !== victim);
  await victim.kill();
  const killedAt = Date.now();
  await survivor.api.finish(placed.id, { timeoutMs: 120_000 });
  const took = seconds(killedAt);
  expect(
    took <= leaseSeconds + 5,
    `the other backend needed ${took} s; ${leaseSeconds + 5} s are promised`,
  );
  await expectOneEach(portal, placed.environmentId);
  const interrupted = await database.rows(
    'select id from operations where order_id = $1 and interrupted',
    [placed.id],
  );
  return {
    victim: victim.name,
    secondsToFinish: took,
    callsTakenOver: interrupted.length,
    again: victim,
  };
}

/** Both die in the middle; one comes back and finishes. */
export async function killBoth(portal) {
  const { backends } = portal;
  const { placed } = await orderIntoSlowCall(
    portal,
    backends[1].api,
    'killed-both',
  );
  await Promise.all(backends.map(each => each.kill()));
  const killedAt = Date.now();
  await backends[0].start();
  const startedAt = Date.now();
  await signIn(backends[0]);
  await backends[0].api.finish(placed.id, { timeoutMs: 120_000 });
  await expectOneEach(portal, placed.environmentId);
  return {
    secondsFromReady: seconds(startedAt),
    secondsFromKill: seconds(killedAt),
  };
}

/** The broker dies while it works on two instances, and comes back. */
export async function killBroker(portal) {
  const { backends, broker, database, admin } = portal;
  const [{ api }] = backends;
  await admin.faults([]);
  const placed = await api.post(
    '/cloud-services/orders',
    wish('broker-killed', 'web-application'),
  );
  await eventually(
    'a poll',
    async () => {
      const rows = await database.rows(
        "select id from operations where order_id = $1 and (phase = 'poll' or state = 'succeeded')",
        [placed.id],
      );
      expect(rows.length > 0, 'the broker has accepted nothing yet');
    },
    { timeoutMs: 30_000, everyMs: 20 },
  );
  await broker.killAlone();
  const killedAt = Date.now();
  // Ordered while the broker is away: taken, and done when it is back.
  const waiting = await api.post(
    '/cloud-services/orders',
    wish('broker-away', 'database-only'),
  );
  await new Promise(resolve => setTimeout(resolve, 8_000));
  const during = await api.get(`/cloud-services/orders/${placed.id}`);
  expect(
    during.state === 'running',
    `with the broker away the order is ${during.state}`,
  );
  const secondsAway = seconds(killedAt);
  await broker.start();
  const startedAt = Date.now();
  for (const { id, environmentId } of [placed, waiting]) {
    await api.finish(id, { timeoutMs: 120_000 });
    await expectOneEach(portal, environmentId);
  }
  return { secondsAway, secondsFromReady: seconds(startedAt) };
}

/** A service with live instances vanishes from the catalogue. */
export async function loseService(portal) {
  const { backends, admin } = portal;
  const [{ api }] = backends;
  const { items } = await api.get(
    '/cloud-services/environments?scope=all&limit=100',
  );
  const kept = items.find(({ name }) => name === 'broker-away');
  const path = `/cloud-services/environments/${kept.id}`;
  const { services } = await admin.catalog();
  await admin.faults([
    {
      operation: 'catalog',
      behaviour: {
        kind: 'status',
        status: 200,
        body: {
          services: services.filter(({ name }) => name !== 'postgresql'),
        },
      },
    },
  ]);
  const lostAt = Date.now();
  const instance = async backend => {
    const { instances } = await backend.api.get(path);
    return instances[0];
  };
  for (const backend of backends) {
    await eventually(
      'serviceGone',
      async () => {
        const { serviceGone, state } = await instance(backend);
        expect(state === 'ready', `the instance is ${state}`);
        expect(serviceGone === true, `serviceGone is ${serviceGone}`);
      },
      { timeoutMs: SYNC_TIMEOUT_MS, everyMs: 500 },
    );
  }
  const secondsToNotice = seconds(lostAt);
  const { entityRef } = await instance(backends[0]);
  const [, namespace, name] = /^resource:(.+)\/(.+)$/.exec(entityRef);
  await api.get(`/catalog/entities/by-name/resource/${namespace}/${name}`);
  const refusal = await api
    .post('/cloud-services/orders', wish('no-service', 'database-only'))
    .then(
      () => 'accepted',
      error => error.status,
    );
  expect(
    [400, 404, 409].includes(refusal),
    `an order of a service that is gone was answered ${refusal}`,
  );
  await tearDown(api, kept);
  // It comes back.
  await admin.faults([]);
  const backAt = Date.now();
  await eventually(
    'the service is offered again',
    () =>
      api
        .post('/cloud-services/orders/preview', wish('again', 'database-only'))
        .catch(error => {
          throw new Error(error.message);
        }),
    { timeoutMs: SYNC_TIMEOUT_MS, everyMs: 500 },
  );
  return {
    secondsToNotice,
    newOrderRefusedWith: refusal,
    tornDown: true,
    secondsToReturn: seconds(backAt),
  };
}

async function tearDown(api, { id }) {
  const placed = await api.post('/cloud-services/orders', {
    type: 'terminate-environment',
    environmentId: id,
  });
  await api.finish(placed.id, { timeoutMs: 120_000 });
}

/** Everything goes, through both backends; then broker and database agree that nothing is left. */
export async function tearDownAll({ backends, admin, database }) {
  const [{ api }] = backends;
  const { items } = await api.get(
    '/cloud-services/environments?scope=all&limit=100',
  );
  const living = items.filter(({ state }) => state !== 'terminated');
  await Promise.all(
    living.map((each, n) => tearDown(backends[n % backends.length].api, each)),
  );
  const { instances, bindings, real } = await admin.state();
  const left = [
    ...instances
      .filter(({ state }) => state !== 'deleted')
      .map(({ id, service }) => `instance ${id} of ${service} at the broker`),
    ...bindings
      .filter(({ state }) => state !== 'deleted')
      .map(({ id }) => `credentials ${id} at the broker`),
    ...Object.entries(real).flatMap(([kind, names]) =>
      names.map(name => `${kind} ${name}, really`),
    ),
  ];
  const [counts] = await database.rows(`
    select
      (select count(*)::int from environments where terminated_at is null) as environments,
      (select count(*)::int from instances where terminated_at is null) as instances,
      (select count(*)::int from bindings where state <> 'revoked') as bindings,
      (select count(*)::int from operations where state in ('waiting', 'running')) as operations,
      (select count(*)::int from orders where finished_at is null) as orders
  `);
  for (const [table, count] of Object.entries(counts)) {
    if (count > 0) left.push(`${count} ${table} in the database`);
  }
  expect(left.length === 0, `left: ${left.join(', ')}`);
  const [{ ever }] = await database.rows(
    'select count(*)::int as ever from instances',
  );
  return { environments: living.length, instancesEver: ever, left: 0 };
}
