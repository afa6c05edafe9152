import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSandboxBroker,
  type SandboxBroker,
} from '../../createSandboxBroker';
import { OsbClient } from '../../__testUtils__/OsbClient';
import { ownLimits, ways, type Way } from './trial';

jest.setTimeout(120_000);

const probe = spawnSync(
  process.execPath,
  [
    '--import',
    'tsx',
    join(__dirname, '..', '..', '__testUtils__', 'podmanProbe.ts'),
  ],
  { encoding: 'utf8', cwd: join(__dirname, '..', '..', '..') },
);
const way: Way | { reason: string } = probe.stdout
  ? JSON.parse(probe.stdout)
  : { reason: probe.stderr };
const usable = 'reason' in way ? undefined : way;

const podman = (...args: string[]) =>
  execFileSync('podman', args, { encoding: 'utf8' }).trim();

describe('the ways to try', () => {
  it('asks for no more files and processes than the broker may have itself', () => {
    const text =
      'Limit                     Soft Limit           Hard Limit           Units\n' +
      'Max processes             96365                96365                processes\n' +
      'Max open files            1024                 20000                files\n';
    expect(ownLimits(text)).toEqual([
      '--ulimit=nofile=10000:10000',
      '--ulimit=nproc=16384:16384',
    ]);
    expect(ownLimits('Max open files  1024  unlimited  files')).toEqual([
      '--ulimit=nofile=16384:16384',
      '--ulimit=nproc=16384:16384',
    ]);
  });

  it('gives up limits last, and control groups after that', () => {
    const all = ways('image', []);
    const unlimited = all.findIndex(({ limited }) => !limited);
    expect(all[0]).toMatchObject({ runtime: [], run: [], limited: true });
    expect(all.slice(unlimited).every(({ limited }) => !limited)).toBe(true);
    const groupless = all.findIndex(({ run }) =>
      run.includes('--cgroups=disabled'),
    );
    expect(groupless).toBeGreaterThan(unlimited);
  });
});

describe('without a container that starts', () => {
  it('is simulated, says so and says why', async () => {
    const lines: string[] = [];
    const broker = await createSandboxBroker({
      services: ['linux-server'],
      latencyMs: 0,
      linuxImage: 'localhost/absent',
      log: line => lines.push(line),
    });
    try {
      const osb = new OsbClient(broker);
      const { credentials } = await osb.bind(
        await osb.provision('linux-server'),
      );
      expect(credentials).toMatchObject({ simulated: true });
      expect(lines.join('\n')).toMatch(/simulated: .*podman/);
    } finally {
      await broker.stop();
    }
  });
});

(usable ? describe : describe.skip)('with podman', () => {
  let dataDir: string;
  let broker: SandboxBroker;
  let osb: OsbClient;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'linux-server-'));
    broker = await start();
  });

  afterAll(async () => {
    await broker?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start() {
    const started = await createSandboxBroker({
      dataDir,
      services: ['linux-server'],
    });
    osb = new OsbClient(started);
    return started;
  }

  const inside = (container: string, script: string, ...options: string[]) =>
    podman('exec', ...options, container, 'sh', '-c', script);

  const memoryOf = (container: string) =>
    Number(
      inside(
        container,
        'cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes',
      ),
    );

  it('is a container that leaves nothing behind', async () => {
    const volumes = podman('volume', 'ls', '--quiet');
    const instance = await osb.provision('linux-server', {
      parameters: { hostname: 'mill' },
    });
    const [container] = (await broker.state()).real.containers!;
    expect(inside(container, 'cat /proc/sys/kernel/hostname')).toBe('mill');
    const { plan_id } = await osb.ids('linux-server', 'medium');
    await osb.update(instance, { plan_id });

    await osb.deprovision(instance);
    expect((await broker.state()).real.containers).toEqual([]);
    expect(podman('ps', '--all', '--format', '{{.Names}}')).not.toContain(
      container,
    );
    expect(podman('volume', 'ls', '--quiet')).toBe(volumes);
  });

  (usable?.limited ? describe : describe.skip)('that can be limited', () => {
    it('has the limits of its plan, also after an update and a restart', async () => {
      const instance = await osb.provision('linux-server', { plan: 'small' });
      const [container] = (await broker.state()).real.containers!;
      expect(memoryOf(container)).toBe(512 * 1024 * 1024);
      const { plan_id } = await osb.ids('linux-server', 'medium');
      await osb.update(instance, { plan_id });
      expect(memoryOf(container)).toBe(2048 * 1024 * 1024);
      await broker.stop();
      podman('stop', '--time=0', container);
      broker = await start();
      expect(memoryOf(container)).toBe(2048 * 1024 * 1024);
      await osb.deprovision(instance);
    });
  });

  it('lets each binding in as a user of its own, until it is revoked', async () => {
    const instance = await osb.provision('linux-server');
    const bindings = await Promise.all([
      osb.bind(instance),
      osb.bind(instance),
      osb.bind(instance),
    ]);
    const [one, other] = bindings.map(({ credentials }) => credentials);
    const container = one.container as string;
    // The command as it was handed out, but for the terminal that a test does not have.
    const [program, ...args] = (one.command as string)
      .replace('--tty ', '')
      .split(' ');
    const enter = (script: string) =>
      execFileSync(program, args, {
        input: script,
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'ignore'],
      }).trim();
    expect(enter('pwd; echo mine > note; cat note')).toBe(
      `/home/${one.username}\nmine`,
    );
    expect(() =>
      podman(
        ...['exec', '--user', other.username as string, container],
        ...['cat', `/home/${one.username}/note`],
      ),
    ).toThrow(/Permission denied/);
    const ids = inside(container, 'cat /etc/passwd').match(/:1\d\d\d:/g);
    expect(new Set(ids).size).toBe(3);

    podman(
      ...['exec', '--detach', '--user', one.username as string, container],
      ...['sleep', '3141'],
    );
    const sleeping = 'cat /proc/[0-9]*/cmdline';
    expect(inside(container, sleeping)).toContain('sleep\x003141');
    expect((await osb.remove(instance, bindings[0].path)).status).toBe(202);
    await osb.ended(bindings[0].path);
    expect(inside(container, sleeping)).not.toContain('sleep\x003141');
    expect(() => enter('true')).toThrow();
    expect(inside(container, 'ls /home').split('\n').sort()).toEqual(
      bindings
        .slice(1)
        .map(({ credentials }) => credentials.username)
        .sort(),
    );
    await osb.deprovision(instance);
  });

  it('goes with a broker that keeps nothing', async () => {
    const passing = await createSandboxBroker({ services: ['linux-server'] });
    await new OsbClient(passing).provision('linux-server');
    const [container] = (await passing.state()).real.containers!;
    await passing.stop();
    expect(podman('ps', '--all', '--format', '{{.Names}}')).not.toContain(
      container,
    );
  });
});
