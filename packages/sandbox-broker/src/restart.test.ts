import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { OsbClient } from './__testUtils__/OsbClient';
import { createSandboxBroker, type SandboxBroker } from './createSandboxBroker';

jest.setTimeout(120_000);

const PASSWORD = 'canary-password';
let dataDir: string;
let child: ChildProcess | undefined;
let output = '';

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-restart-'));
  chmodSync(dataDir, 0o711);
});
afterAll(async () => {
  if (child) {
    await end('SIGTERM');
  }
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<OsbClient> {
  child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      resolve(__dirname, 'main.ts'),
      '--data-dir',
      dataDir,
      '--port=0',
      '--postgresql-port=0',
      '--mqtt-port=0',
      '--s3-port=0',
      '--latency=400',
      '--admin',
    ],
    {
      cwd: resolve(__dirname, '..'),
      env: { ...process.env, SANDBOX_BROKER_PASSWORD: PASSWORD },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const url = await new Promise<string>((done, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk;
      output += chunk;
      const found = /ready at (\S+)/.exec(text);
      if (found) {
        done(found[1]);
      }
    };
    child?.stdout?.on('data', read);
    child?.stderr?.on('data', read);
    child?.once('exit', code => reject(new Error(`ended ${code}: ${text}`)));
  });
  return new OsbClient({
    url,
    username: 'sandbox',
    password: PASSWORD,
  } as SandboxBroker);
}

async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const ended = new Promise(done => {
    child?.once('exit', done);
  });
  child?.kill(signal);
  await ended;
  child = undefined;
}

const postmasterPid = () =>
  Number(
    readFileSync(
      join(dataDir, 'postgresql', 'cluster', 'postmaster.pid'),
      'utf8',
    ).split('\n')[0],
  );

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('keeps everything over kill -9 and restart, goes on with what it was in, and stops PostgreSQL', async () => {
  let osb = await start();
  const instance = await osb.provision('postgresql', { id: 'kept' });
  const { credentials, path } = await osb.bind(instance, undefined, 'binding');
  const write = new Client(credentials.uri as string);
  await write.connect();
  await write.query('CREATE TABLE kept (a int)');
  await write.end();

  // In progress when the broker is killed: one that is simulated, and real ones in any stage.
  const ids = await osb.ids('network');
  const place = { organization_guid: 'org', space_guid: 'space' };
  const interrupted: string[] = [];
  for (const service of ['network', 'postgresql', 'postgresql']) {
    const name: string = `/v2/service_instances/interrupted-${interrupted.length}`;
    interrupted.push(name);
    const answer = await osb.call('PUT', `${name}?accepts_incomplete=true`, {
      ...(service === 'network' ? ids : instance.ids),
      ...place,
    });
    expect(answer.status).toBe(202);
  }
  const orphan = postmasterPid();
  await end('SIGKILL');
  for (let waited = 0; waited < 100 && isAlive(orphan); waited++) {
    await sleep(100);
  }
  expect(isAlive(orphan)).toBe(false);

  osb = await start();
  for (const name of interrupted) {
    expect((await osb.ended(name)).body.state).toBe('succeeded');
  }
  expect((await osb.call('GET', path)).body.credentials).toEqual(credentials);
  const read = new Client(credentials.uri as string);
  await read.connect();
  expect((await read.query('SELECT * FROM kept')).rowCount).toBe(0);
  await read.end();
  const state = (await osb.call('GET', '/admin/state')).body as {
    real?: { databases: string[] };
  };
  expect(state.real?.databases).toHaveLength(3);

  // A second broker keeps its hands off a data folder that is in use.
  await expect(
    createSandboxBroker({ dataDir, services: ['network'] }),
  ).rejects.toThrow(/another sandbox broker uses the data folder/);

  await osb.deprovision(instance);
  const server = postmasterPid();
  await end('SIGTERM');
  expect(isAlive(server)).toBe(false);
  osb = await start();
  const gone = await osb.call('GET', `${instance.path}/last_operation`);
  expect(gone.status).toBe(410);
  await end('SIGTERM');

  // No secret in the log, nor readable in the state.
  const secrets = [PASSWORD, credentials.password as string];
  const files = readdirSync(dataDir).filter(file =>
    statSync(join(dataDir, file)).isFile(),
  );
  const texts = [
    output,
    ...files.map(file => readFileSync(join(dataDir, file), 'latin1')),
  ];
  for (const secret of secrets) {
    expect(texts.some(text => text.includes(secret))).toBe(false);
  }
  for (const file of files) {
    expect(`${file} ${statSync(join(dataDir, file)).mode % 0o100}`).toBe(
      `${file} 0`,
    );
  }
});

it('starts in-process at once when no real service is wanted, and leaves nothing behind', async () => {
  const broker = await createSandboxBroker({ services: ['network'] });
  expect(existsSync(broker.dataDir)).toBe(true);
  await broker.stop();
  expect(existsSync(broker.dataDir)).toBe(false);
});
