#!/usr/bin/env node
/*
 * Runs the browser tests, or the files that are named, one after the other against
 * one portal, and writes { passed, failed, skipped } to RESULT_FILE.
 *
 * The portal is one of the tests' own: on a data folder of its own and on free
 * ports, so that it disturbs nobody's `npm start`. Where PORTAL_URL names a running
 * one, that is taken, and left as it is.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { startPortal } from '../scripts/portal/portal.mjs';
import {
  isStopping,
  onInterrupt,
  run,
  stopAll,
  tail,
} from '../scripts/processes/run.mjs';
import { Failure, red, say, step } from '../scripts/processes/terminal.mjs';
import { removeData } from '../scripts/smoke/removeData.mjs';

const here = where => fileURLToPath(new URL(where, import.meta.url));

/** The tests of `src`, in the order of their names. */
function everyTest() {
  return readdirSync(here('src'))
    .filter(name => name.endsWith('.test.mjs'))
    .sort()
    .map(name => here(`src/${name}`));
}

/** The portal that PORTAL_URL names; whoever started it stops it. */
async function runningPortal(url) {
  try {
    await fetch(url);
  } catch {
    throw new Failure(
      `No portal answers at PORTAL_URL=${url}. Start it, or leave PORTAL_URL out: the tests then start one of their own.`,
    );
  }
  return { url, stop: async () => {} };
}

/** Builds the app as it is installed: its pages come several times as fast as in development. */
async function buildApp() {
  const log = path.join(
    mkdtempSync(path.join(tmpdir(), 'dualcloud-app-')),
    'build.log',
  );
  const { code } = await run('yarn', ['workspace', 'app', 'build'], {
    cwd: here('..'),
    env: process.env,
    log,
  });
  if (code !== 0) {
    throw new Failure(`The app could not be built:\n${tail(log, 30)}`);
  }
  rmSync(path.dirname(log), { recursive: true });
}

/** A portal that leaves nothing behind, however it ends. */
async function ownPortal() {
  await step('Building the app', buildApp);
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'dualcloud-e2e-'));
  process.once('exit', () => removeData(dataFolder));
  const { variables, stop } = await step(
    'Starting one portal for all browser tests',
    () =>
      startPortal({
        root: here('..'),
        env: process.env,
        dataFolder,
        app: 'built',
        say,
      }),
  );
  return { url: variables.APP_BASE_URL, stop };
}

/** Runs the tests; resolves to the exit code. */
async function runTests(files, url) {
  const reporters = [['spec', 'stdout']];
  if (process.env.RESULT_FILE) {
    reporters.push([
      here('../scripts/checks/node-test-reporter.mjs'),
      process.env.RESULT_FILE,
    ]);
  }
  const { code } = await run(
    process.execPath,
    [
      '--test',
      '--test-concurrency=1',
      ...reporters.flatMap(([reporter, destination]) => [
        `--test-reporter=${reporter}`,
        `--test-reporter-destination=${destination}`,
      ]),
      ...files,
    ],
    { env: { ...process.env, PORTAL_URL: url }, onLine: line => say(line) },
  );
  return code ?? 1;
}

let portal;

async function main(files) {
  portal = await (process.env.PORTAL_URL
    ? runningPortal(process.env.PORTAL_URL)
    : ownPortal());
  return runTests(files.length > 0 ? files : everyTest(), portal.url);
}

async function end(code) {
  // In order first: what the backend ends with may still need the broker.
  await portal?.stop();
  await stopAll();
  process.exit(code);
}

onInterrupt(signal => {
  say('\nInterrupted: stopping what was started …');
  return end(signal === 'SIGINT' ? 130 : 143);
});

main(process.argv.slice(2)).then(end, error => {
  // What was interrupted fails too; the handler has the last word.
  if (isStopping()) return;
  say(red(error instanceof Failure ? error.message : error.stack));
  end(1);
});
