import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, test } from 'node:test';
import { groupExists, identify } from '../processes/identity.mjs';
import { freePort, reservePorts } from './ports.mjs';
import { isImportant, portalVariables } from './portal.mjs';
import { runningPortal, takeDataFolder } from './run-file.mjs';
import { loadSecrets } from './secrets.mjs';
import { backOff } from './service.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'dualcloud-portal-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a port that is listened on, or held by another portal, is passed over', async () => {
  const wanted = await freePort();
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const server = net.createServer().listen(wanted, host);
    await once(server, 'listening');
    const other = await reservePorts(wanted);
    assert.notEqual(other.port, wanted);
    other.release();
    server.close();
    await once(server, 'close');
  }
  const [first, second] = await Promise.all([
    reservePorts(wanted, 4),
    reservePorts(wanted, 4),
  ]);
  assert.ok(Math.abs(first.port - second.port) >= 4);
  first.release();
  second.release();
});

test('secrets are made once, and only their owner may read them', () => {
  const data = path.join(folder, 'secrets');
  const secrets = loadSecrets(data);
  assert.deepEqual(loadSecrets(data), secrets);
  assert.equal(
    Buffer.from(secrets.CLOUD_SERVICES_ENCRYPTION_KEY, 'base64').length,
    32,
  );
  const file = path.join(data, 'secrets.json');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  // Overwritten, what was encrypted with them would be lost.
  writeFileSync(file, '{ "BACKEND_SECR');
  assert.throws(() => loadSecrets(data), /npm run reset/);
});

test('addresses follow the ports unless the environment names others', () => {
  const ports = {
    PORTAL_PORT: 3001,
    BACKEND_PORT: 7008,
    SANDBOX_BROKER_PORT: 7014,
  };
  const variables = portalVariables(
    '/data',
    ports,
    { SANDBOX_BROKER_PASSWORD: 'made' },
    {
      APP_BASE_URL: 'https://portal.example',
      SANDBOX_BROKER_PASSWORD: 'given',
    },
  );
  assert.equal(variables.APP_BASE_URL, 'https://portal.example');
  assert.equal(variables.SANDBOX_BROKER_PASSWORD, 'given');
  assert.equal(variables.BACKEND_BASE_URL, 'http://localhost:7008');
  assert.equal(variables.SANDBOX_BROKER_URL, 'http://127.0.0.1:7014');
  assert.equal(variables.PORTAL_PORT, '3001');
});

test('a second start finds the first', async () => {
  const data = path.join(folder, 'second');
  const first = await takeDataFolder(data);
  first.update({ url: 'http://localhost:3000' });
  const second = await takeDataFolder(data);
  assert.equal(second.running.url, 'http://localhost:3000');
  first.release();
  assert.equal(runningPortal(data), undefined);
});

test('what a killed portal left running is ended, and its folder taken', async () => {
  const data = path.join(folder, 'killed');
  const owner = spawn('sleep', ['60']);
  const child = spawn('sleep', ['60'], { detached: true });
  const entry = {
    owner: identify(owner.pid),
    children: [identify(child.pid)],
  };
  const { release } = await takeDataFolder(data);
  release();
  writeFileSync(path.join(data, 'run.json'), JSON.stringify(entry));
  assert.equal(runningPortal(data).owner.pid, owner.pid);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const taken = await takeDataFolder(data);
  assert.equal(taken.cleared, true);
  assert.equal(groupExists(child.pid), false);
  const { pid } = JSON.parse(
    readFileSync(path.join(data, 'run.json'), 'utf8'),
  ).owner;
  assert.equal(pid, process.pid);
  taken.release();
  assert.equal(existsSync(path.join(data, 'run.json')), false);
});

test('a pid that was given to another process is not mistaken for the owner', async () => {
  const data = path.join(folder, 'reused');
  const { release } = await takeDataFolder(data);
  release();
  writeFileSync(
    path.join(data, 'run.json'),
    JSON.stringify({ owner: { pid: process.pid, startTime: '1' } }),
  );
  assert.equal(runningPortal(data), undefined);
});

test('the pause before a restart grows to half a minute', () => {
  assert.deepEqual([1, 2, 3, 9].map(backOff), [1_000, 2_000, 4_000, 30_000]);
});

test('errors are shown, the rest stays in the log', () => {
  const time = '2027-01-01T10:00:00.000Z';
  assert.ok(
    isImportant(
      `\u001b[2m${time}\u001b[22m catalog \u001b[31merror\u001b[39m no`,
    ),
  );
  assert.ok(isImportant('ERROR in ./src/App.tsx'));
  assert.ok(!isImportant(`${time} catalog info no error at all`));
});
