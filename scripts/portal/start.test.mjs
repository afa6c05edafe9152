/*
 * The whole script, in clones whose broker, backend and app are small servers:
 * what is under test is how they are started, watched and ended.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { groupExists, signalGroup } from '../processes/identity.mjs';
import { withPath } from '../toolchain/toolchain.mjs';

const scripts = fileURLToPath(new URL('..', import.meta.url));
const temporary = [];
const running = new Set();
after(() => {
  for (const pid of running) signalGroup(pid, 'SIGKILL');
  for (const each of temporary) rmSync(each, { recursive: true, force: true });
});

// Answers everything, and with its environment under /env. /die ends it.
const server = port => `
require('node:http').createServer((request, response) => {
  if (request.url === '/die') process.exit(3);
  response.end(request.url === '/env' ? JSON.stringify({ ...process.env, PID: process.pid }) : 'ok');
}).listen(Number(process.env[${port}]), '127.0.0.1');
console.log('Error: shown to the person');
`;

function clone() {
  const root = mkdtempSync(path.join(tmpdir(), 'dualcloud-start-'));
  temporary.push(root);
  const major = process.versions.node.split('.')[0];
  const files = {
    'package.json': JSON.stringify({ engines: { node: major } }),
    'bin/yarn': '#!/bin/sh\n[ "$1" = --version ] && echo 4.0.0\nexit 0\n',
    'node_modules/tsx/package.json': '{ "exports": "./tsx.mjs" }',
    'node_modules/tsx/tsx.mjs': '',
    'node_modules/@backstage/cli/bin/backstage-cli': server(
      `process.cwd().endsWith('app') ? 'PORTAL_PORT' : 'BACKEND_PORT'`,
    ),
    'packages/app/package.json': '{}',
    'packages/backend/package.json': '{}',
    'packages/sandbox-broker/package.json': '{}',
    'packages/sandbox-broker/src/main.ts': server(`'SANDBOX_BROKER_PORT'`),
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  chmodSync(path.join(root, 'bin', 'yarn'), 0o755);
  cpSync(scripts, path.join(root, 'scripts'), { recursive: true });
  return root;
}

function launch(root, ...args) {
  const node = path.dirname(process.execPath);
  const { PORTAL_PORT, BACKEND_PORT, SANDBOX_BROKER_PORT, ...rest } =
    process.env;
  const env = withPath(withPath(rest, node), path.join(root, 'bin'));
  // Away from the ports of a portal that somebody is using.
  const ports = {
    PORTAL_PORT: '43000',
    BACKEND_PORT: '43100',
    SANDBOX_BROKER_PORT: '43200',
  };
  const child = spawn(
    process.execPath,
    [path.join(root, 'scripts', 'dualcloud.mjs'), ...args],
    { cwd: root, env: { ...env, ...ports }, detached: true },
  );
  running.add(child.pid);
  let output = '';
  const listeners = new Set();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk;
      listeners.forEach(listener => listener());
    });
  }
  const ended = once(child, 'close').then(([code]) => code);
  return {
    child,
    ended,
    output: () => output,
    says: text =>
      new Promise((resolve, reject) => {
        const look = () => output.includes(text) && resolve();
        listeners.add(look);
        look();
        ended.then(() => {
          look();
          reject(new Error(`ended without saying "${text}":\n${output}`));
        });
      }),
  };
}

const state = root =>
  JSON.parse(readFileSync(path.join(root, '.data', 'run.json'), 'utf8'));

async function until(condition, what) {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `never: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const allGone = children => () =>
  children.every(({ pid }) => !groupExists(pid));

test('two clones run at once, each on ports of its own, and Ctrl-C ends all of it', async () => {
  const clones = [clone(), clone()];
  const portals = clones.map(root => launch(root, 'start'));
  await Promise.all(portals.map(portal => portal.says('is ready')));
  const [first, second] = clones.map(state);
  assert.notEqual(first.url, second.url);
  assert.ok(portals.some(portal => portal.output().includes('is taken')));
  assert.match(portals[0].output(), /\[backend\] Error: shown to the person/);

  for (const [i, root] of clones.entries()) {
    const { url } = [first, second][i];
    const told = await (await fetch(`${url}/env`)).json();
    assert.equal(told.APP_BASE_URL, url);
    assert.equal(told.DUALCLOUD_DATA_DIR, path.join(root, '.data'));
    assert.equal(told.PORTAL_PORT, new URL(url).port);
    assert.ok(
      told.SANDBOX_BROKER_PASSWORD && told.CLOUD_SERVICES_ENCRYPTION_KEY,
    );
  }

  const again = launch(clones[0], 'start');
  assert.equal(await again.ended, 0);
  assert.ok(again.output().includes(`already running: ${first.url}`));
  const reset = launch(clones[0], 'reset', '--yes');
  assert.equal(await reset.ended, 1);
  assert.match(reset.output(), /Stop it first/);

  // As a terminal does it: to the whole group.
  process.kill(-portals[0].child.pid, 'SIGINT');
  portals[1].child.kill('SIGTERM');
  assert.equal(await portals[0].ended, 130);
  assert.equal(await portals[1].ended, 143);
  for (const { children } of [first, second]) {
    assert.equal(children.length, 3);
    assert.ok(allGone(children)());
  }
  assert.equal(existsSync(path.join(clones[0], '.data', 'run.json')), false);
  const outside = mkdtempSync(path.join(tmpdir(), 'dualcloud-sandbox-'));
  temporary.push(outside);
  writeFileSync(
    path.join(clones[0], '.data', 'sandbox', 'postgresql.location'),
    `${outside}\n`,
  );
  assert.equal(await launch(clones[0], 'reset', '--yes').ended, 0);
  assert.equal(existsSync(path.join(clones[0], '.data')), false);
  assert.equal(existsSync(outside), false);
});

test('a broker that dies is started again, and a killed portal leaves nothing', async () => {
  const root = clone();
  const portal = launch(root, 'start', '--no-app');
  await portal.says('is ready');
  const before = state(root);
  assert.equal(before.children.length, 2);
  const ports = JSON.parse(
    readFileSync(path.join(root, '.data', 'ports.json'), 'utf8'),
  );
  const broker = `http://127.0.0.1:${ports.SANDBOX_BROKER_PORT}`;
  const secrets = readFileSync(path.join(root, '.data', 'secrets.json'));
  const { PID } = await (await fetch(`${broker}/env`)).json();
  await fetch(`${broker}/die`).catch(() => {});
  await portal.says('The broker ended (code 3)');
  await portal.says('The broker is back');
  const now = await (await fetch(`${broker}/env`)).json();
  assert.notEqual(now.PID, PID);

  const { children } = state(root);
  portal.child.kill('SIGKILL');
  await until(allGone(children), 'the children of the killed portal end');

  const next = launch(root, 'start', '--no-app');
  await next.says('is ready');
  assert.match(next.output(), /did not end in order/);
  assert.deepEqual(
    readFileSync(path.join(root, '.data', 'secrets.json')),
    secrets,
  );
  next.child.kill('SIGINT');
  assert.equal(await next.ended, 130);
});

test('a start that is interrupted early ends, and what cannot start says why', async () => {
  const root = clone();
  const cli = path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
  writeFileSync(cli, 'setInterval(() => {}, 1000)');
  const early = launch(root, 'start', '--no-app');
  await until(
    () =>
      existsSync(path.join(root, '.data', 'run.json')) &&
      state(root).children.length === 2,
    'the backend is started',
  );
  const { children } = state(root);
  early.child.kill('SIGINT');
  assert.equal(await early.ended, 130);
  assert.ok(allGone(children)());

  writeFileSync(cli, 'throw new Error("no such module")');
  const broken = launch(root, 'start', '--no-app');
  assert.equal(await broken.ended, 1);
  assert.match(broken.output(), /backend did not become ready/);
  assert.match(broken.output(), /no such module/);
  assert.equal(existsSync(path.join(root, '.data', 'run.json')), false);
});
