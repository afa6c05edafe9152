/*
 * `yarn smoke:individual`: one individual service from the first request to
 * operation, through the API, against a portal of its own. The agency asks, the IT
 * service provider offers, two persons accept, a platform engineer builds test and
 * production, the software provider delivers a release, and all three take it over.
 * Then it is looked whether service, price and agreement are really there.
 *
 * The last line is JSON.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startPortal } from './portal/portal.mjs';
import { onInterrupt, stopAll, tail } from './processes/run.mjs';
import { say, step } from './processes/terminal.mjs';
import { eventually, PortalApi } from './smoke/PortalApi.mjs';
import { portalDay } from './smoke/portalClock.mjs';
import { removeData } from './smoke/removeData.mjs';
import {
  BLUEPRINT,
  CALENDAR,
  offerOf,
  releaseOf,
  REQUEST,
  SERVICE,
  SYSTEM,
} from './smoke/individualService.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const PEOPLE = {
  asking: 'user:default/miriam.vogt',
  deciding: 'user:default/henrik.maas',
  decidingToo: 'user:default/greta.holm',
  developing: 'user:default/tobias.lenz',
  managing: 'user:default/paul.richter',
  building: 'user:default/selin.aydin',
};
const CUSTOMER = 'group:default/kraftfahrtamt';

/** One signed-in client for each of the people. */
async function signInAll(baseUrl) {
  const entries = Object.entries(PEOPLE).map(async ([who, person]) => {
    const api = new PortalApi(baseUrl);
    await eventually('sign-in', () => api.signIn(person), {
      timeoutMs: 90_000,
    });
    return [who, api];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** An offer refers to it, and the example's documents take a moment to be taken over. */
async function waitForCalendar({ managing }) {
  return eventually(
    'the calendar',
    async () => {
      const { items } = await managing.get('/service-levels/calendars');
      if (items.every(({ name }) => name !== CALENDAR)) {
        throw new Error(`there is no ${CALENDAR} yet`);
      }
    },
    { timeoutMs: 120_000, everyMs: 1_000 },
  );
}

/** Asks, analyses, offers, accepts; adds each state to `states`. */
async function agree(people, states) {
  const request = await eventually(
    'the request',
    () => people.asking.post('/service-requests/requests', REQUEST),
    { timeoutMs: 120_000, everyMs: 1_000 },
  );
  const here = `/service-requests/requests/${request.id}`;
  const look = async () => {
    const { state } = await people.asking.get(here);
    if (states.at(-1) !== state) states.push(state);
    return state;
  };
  await look();
  await people.asking.post(`${here}/events`, { event: 'submit' });
  await look();
  await people.managing.post(`${here}/events`, { event: 'take-up' });
  await look();
  const draft = await people.managing.post(
    `${here}/offers`,
    offerOf(portalDay()),
  );
  await eventually(
    'the offer',
    () =>
      people.managing.post(
        `/service-requests/offers/${draft.id}/publication`,
        {},
      ),
    { timeoutMs: 60_000, everyMs: 1_000 },
  );
  await look();
  const acceptance = `/service-requests/offers/${draft.id}/acceptance`;
  await people.deciding.post(acceptance, {});
  const accepted = await people.decidingToo.post(acceptance, {});
  if (accepted.state !== 'accepted') {
    throw new Error(`the offer is ${accepted.state} after two acceptances`);
  }
  await look();
  await people.managing.post(`${here}/events`, { event: 'start' });
  await look();
  return { request, here, look, offerId: draft.id };
}

async function build(people, name, stage) {
  const wish = {
    type: 'create-environment',
    blueprintRef: BLUEPRINT.ref,
    components: BLUEPRINT.components,
    name,
    stage,
    systemRef: SYSTEM,
    ownerRef: 'group:default/platform-engineering',
    ...(stage === 'test' && {
      expiresAt: new Date(Date.now() + 7 * 86_400_000)
        .toISOString()
        .slice(0, 10),
    }),
  };
  const placed = await eventually(
    'the order',
    () => people.building.post('/cloud-services/orders', wish),
    { timeoutMs: 120_000, everyMs: 1_000 },
  );
  await people.building.finish(placed.id, {
    timeoutMs: 120_000,
    onStep: text => say(`    ${text}`),
  });
  return placed.environmentId;
}

/** Delivers, checks, excepts what the example cannot have, and takes over. */
async function takeOver(people, { request, look }) {
  const release = await people.developing.post(
    '/service-requests/releases',
    releaseOf(request.id, createHash('sha256').update('smoke').digest('hex')),
  );
  const opened = await people.developing.post('/service-requests/takeovers', {
    releaseId: release.id,
    requestId: request.id,
  });
  await look();
  const here = `/service-requests/takeovers/${opened.id}`;
  await fulfil(people, here);
  await people.managing.post(`${here}/checks`);
  await except(people, here);
  for (const api of Object.values(people)) {
    const { verdicts } = await api.get(here);
    for (const { verdict, mayGive } of verdicts) {
      if (mayGive) await api.put(`${here}/verdicts/${verdict}`, {});
    }
  }
  const taken = await people.managing.get(here);
  if (taken.state !== 'accepted') {
    throw new Error(
      `the takeover is ${taken.state}; missing: ${taken.missing
        .map(({ en }) => en)
        .join('; ')}`,
    );
  }
  await look();
}

/** Each item by whoever is responsible for it. */
async function fulfil(people, here) {
  for (const api of Object.values(people)) {
    const { checklist } = await api.get(here);
    for (const item of checklist) {
      if (item.fulfilled || !item.mayFulfil) continue;
      await api.put(`${here}/checklist/${item.id}`, {
        fulfilled: true,
        ...(item.evidence !== 'none' && {
          evidence:
            item.evidence === 'link'
              ? 'https://evidence.nordmark.example/smoke'
              : 'Smoke test',
        }),
      });
    }
  }
}

/** One person gives the reason, a second one confirms it. */
async function except(people, here) {
  const { gates } = await people.managing.get(here);
  const until = new Date(Date.now() + 14 * 86_400_000)
    .toISOString()
    .slice(0, 10);
  for (const { id, state } of gates) {
    if (state === 'passed') continue;
    say(`    gate ${id}: ${state}, excepted`);
    const { exceptions } = await people.managing.post(`${here}/exceptions`, {
      gate: id,
      reason: 'Smoke test: the example has none of it yet',
      until,
    });
    const asked = exceptions.find(({ gate }) => gate === id);
    await people.building.post(`${here}/exceptions/${asked.id}/confirmation`);
  }
}

/** What nobody typed a second time. */
async function lookAround(people, offerId) {
  return eventually(
    'what the offer puts in force',
    async () => {
      const offer = await people.managing.get(
        `/service-requests/offers/${offerId}`,
      );
      if (offer.saga !== 'in-force') {
        throw new Error(
          `the offer is ${offer.saga}: ${offer.effects
            .map(
              ({ kind, state, problem }) => `${kind} ${state} ${problem ?? ''}`,
            )
            .join(', ')}`,
        );
      }
      const service = await people.asking.get(
        `/catalog/entities/by-name/cloudservice/default/${SERVICE}`,
      );
      const ref = encodeURIComponent(`cloudservice:default/${SERVICE}`);
      const prices = await people.deciding.get(
        `/cloud-costs/price-lists?service=${ref}`,
      );
      const agreements = await people.deciding.get(
        `/service-levels/agreements?service=${ref}`,
      );
      return {
        serviceInCatalog: service.spec.lane === 'individual',
        priceEffective: prices.items.some(
          ({ customerRef, status }) =>
            customerRef === CUSTOMER && status === 'in-force',
        ),
        agreementEffective: agreements.items.some(
          ({ customerRef, inForce }) => customerRef === CUSTOMER && inForce,
        ),
      };
    },
    { timeoutMs: 60_000, everyMs: 1_000 },
  );
}

async function main({ variables }) {
  const people = await step('Signing six people in', () =>
    signInAll(variables.BACKEND_BASE_URL),
  );
  await step('Waiting for the example’s calendars', () =>
    waitForCalendar(people),
  );
  const states = [];
  const agreed = await step('Request, offer and two acceptances', () =>
    agree(people, states),
  );
  await step('Building test and production from one blueprint', async () => {
    const testEnvironmentId = await build(people, 'smoke-test', 'test');
    const productionEnvironmentId = await build(
      people,
      'smoke-production',
      'production',
    );
    await people.building.put(`${agreed.here}/links`, {
      testEnvironmentId,
      productionEnvironmentId,
    });
  });
  await step('Delivering a release and taking it over', () =>
    takeOver(people, agreed),
  );
  const found = await step('Looking for service, price and agreement', () =>
    lookAround(people, agreed.offerId),
  );
  return {
    ok: Object.values(found).every(Boolean) && states.at(-1) === 'in-operation',
    states,
    ...found,
  };
}

const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'dualcloud-individual-'));
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
    startPortal({ root, env: process.env, dataFolder, app: 'none', say }),
  );
  result = await main(portal);
} catch (error) {
  say(error.stack);
  say('\nThe end of the backend’s log:');
  say(tail(path.join(dataFolder, 'logs', 'backend.log'), 30, /rootHttpRouter/));
  result = { ok: false, error: error.message };
}
await portal?.stop();
await stopAll();
removeData(dataFolder);
process.stdout.write(`${JSON.stringify(result)}\n`, () =>
  process.exit(result.ok ? 0 : 1),
);
