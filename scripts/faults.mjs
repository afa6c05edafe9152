/*
 * `yarn faults`: two real backends on one PostgreSQL, and everything that can
 * die dies in the middle of an order. Takes some minutes; the last line is JSON.
 * `--keep` leaves data and logs behind.
 */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startHurtablePortal } from './faults/Portal.mjs';
import * as scenarios from './faults/scenarios.mjs';
import { onInterrupt, stopAll, tail } from './processes/run.mjs';
import { say, step } from './processes/terminal.mjs';
import { removeData } from './smoke/removeData.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'dualcloud-faults-'));
const seen = {};
let portal;

async function see(name, title, work) {
  const { again, ...numbers } = (await step(title, work)) ?? {};
  seen[name] = numbers;
  say(`    ${JSON.stringify(numbers)}`);
  return again;
}

async function main() {
  portal = await step('Starting PostgreSQL and the broker', () =>
    startHurtablePortal({ root, dataFolder, env: process.env, say }),
  );
  for (const backend of portal.backends) {
    await step(`Starting the ${backend.name} backend`, () => backend.start());
  }
  await step('Waiting for the catalogue', () =>
    scenarios.awaitCatalogue(portal),
  );
  await see('sameKey', 'The same order to both backends at once', () =>
    scenarios.sameKeyToBoth(portal),
  );
  const dead = await see('killOne', 'kill -9 for the one that works', () =>
    scenarios.killOne(portal),
  );
  await step(`Starting the ${dead.name} backend again`, () => dead.start());
  await scenarios.signIn(dead);
  await see('killBoth', 'kill -9 for both, one comes back', () =>
    scenarios.killBoth(portal),
  );
  await step('Starting the second backend again', () =>
    portal.backends[1].start(),
  );
  await scenarios.signIn(portal.backends[1]);
  await see('killBroker', 'kill -9 for the broker, which comes back', () =>
    scenarios.killBroker(portal),
  );
  await see('loseService', 'A service vanishes from the catalogue', () =>
    scenarios.loseService(portal),
  );
  await see(
    'tearDown',
    'Tearing everything down, and looking for leftovers',
    () => scenarios.tearDownAll(portal),
  );
}

async function end() {
  await portal?.stop();
  await stopAll();
  if (process.argv.includes('--keep')) say(`Kept: ${dataFolder}`);
  else removeData(dataFolder);
}
onInterrupt(async signal => {
  await end();
  process.exit(signal === 'SIGINT' ? 130 : 143);
});

let result;
try {
  await main();
  result = { ok: true, ...seen };
} catch (error) {
  say(error.stack);
  for (const name of ['broker', 'first', 'second']) {
    say(`\nThe end of ${name}.log:`);
    say(
      tail(path.join(dataFolder, 'logs', `${name}.log`), 30, /rootHttpRouter/),
    );
  }
  result = { ok: false, error: error.message, ...seen };
}
await end();
process.stdout.write(`${JSON.stringify(result)}\n`, () =>
  process.exit(result.ok ? 0 : 1),
);
