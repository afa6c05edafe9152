import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import type {
  SourceQuestion,
  SourceSample,
} from '@dualcloud/backstage-plugin-service-levels-node';
import { PrometheusSource } from './PrometheusSource';

jest.setTimeout(60_000);

function has(name: string): boolean {
  return (process.env.PATH ?? '').split(path.delimiter).some(folder => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** `npm test` says so when these are left out. */
const describeWithPrometheus =
  has('prometheus') && has('promtool') ? describe : describe.skip;

/** An hour that is long over, in whole slices. */
const START_S = Math.floor(Date.now() / 3_600_000) * 3_600 - 6 * 3_600;
const minute = (n: number) => START_S + n * 60;

/** A year of monitoring in an hour, as OpenMetrics. */
function history(): string {
  const lines: string[] = [];
  const series = (
    name: string,
    type: string,
    valuesOf: Record<string, (n: number) => number | string | undefined>,
  ) => {
    lines.push(`# TYPE ${name.replace(/_total$/, '')} ${type}`);
    for (const [labels, value] of Object.entries(valuesOf)) {
      for (let n = 0; n <= 60; n += 1) {
        const now = value(n);
        if (now !== undefined)
          lines.push(`${name}${labels} ${now} ${minute(n)}`);
      }
    }
  };
  // Down from minute 10 to 12; says nothing from 20 to 39; not a number at 45.
  series('portal_up', 'gauge', {
    '{host="a"}': n => {
      if (n >= 20 && n < 40) return undefined;
      if (n === 45) return 'NaN';
      return n >= 10 && n < 13 ? 0 : 1;
    },
    '{host="b"}': n => (n >= 20 && n < 40 ? undefined : Number(n !== 50)),
  });
  // 60 requests a minute; from minute 30 a tenth of them fails. Restarted at 33.
  series('requests_total', 'counter', {
    '{code="200"}': n => {
      if (n >= 33) return (n - 33) * 54;
      return n <= 30 ? n * 60 : 1_800 + (n - 30) * 54;
    },
    '{code="500"}': n => (n <= 30 ? 0 : (n - 30) * 6),
  });
  series('seconds', 'gauge', {
    '': n => {
      if (n === 7) return '+Inf';
      return n < 10 ? 0.1 : 0.1 + n / 100;
    },
  });
  series('success', 'gauge', { '': n => (n < 30 ? 0.999 : 0.5) });
  return `${lines.join('\n')}\n# EOF\n`;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

const sourceAt = (url: string, more: object = {}) =>
  PrometheusSource.fromConfig(
    new ConfigReader({
      serviceLevels: {
        prometheus: { sources: { central: { url, ...more } } },
      },
    }),
  )[0];

const ask = (
  source: PrometheusSource,
  question: SourceQuestion,
  [from, to]: [number, number] = [0, 60],
  signal = new AbortController().signal,
): Promise<SourceSample[]> =>
  source.measure(
    { subjectRef: 'cloudservice:default/portal', measurement: 'm', question },
    { fromS: minute(from), toS: minute(to), signal },
  );

const state = (query: string): SourceQuestion => ({
  kind: 'state',
  query,
  stepSeconds: 60,
});

describeWithPrometheus('a real Prometheus', () => {
  let folder: string;
  let child: ChildProcess;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'dualcloud-prometheus-'));
    const text = path.join(folder, 'history.txt');
    writeFileSync(text, history());
    writeFileSync(path.join(folder, 'prometheus.yml'), 'global: {}\n');
    execFileSync('promtool', [
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      text,
      path.join(folder, 'data'),
    ]);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    child = spawn(
      'prometheus',
      [
        `--config.file=${path.join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${path.join(folder, 'data')}`,
        `--web.listen-address=127.0.0.1:${port}`,
        '--query.lookback-delta=59s',
      ],
      { stdio: 'ignore' },
    );
    for (let tries = 0; ; tries += 1) {
      const ready = await fetch(`${url}/-/ready`).catch(() => undefined);
      if (ready?.ok) return;
      if (tries > 200) throw new Error('Prometheus does not become ready');
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
  });
  afterAll(async () => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  it('is up where every series is; what is missing or no number is a gap', async () => {
    const samples = await ask(sourceAt(url), state('portal_up'));
    const at = new Map(
      samples.map(one => ['atS' in one ? one.atS : 0, 'up' in one && one.up]),
    );
    const told = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => at.get(minute(from + n)));
    expect(told(0, 10)).toEqual(Array(10).fill(true));
    expect(told(10, 13)).toEqual(Array(3).fill(false));
    expect(told(13, 20)).toEqual(Array(7).fill(true));
    expect(told(20, 40)).toEqual(Array(20).fill(undefined));
    // The other series says that it was up.
    expect(at.get(minute(45))).toBe(true);
    expect(at.get(minute(50))).toBe(false);
    expect(at.has(minute(60))).toBe(false);
    const alone = await ask(sourceAt(url), state('portal_up{host="a"}'));
    expect(alone.some(one => 'atS' in one && one.atS === minute(45))).toBe(
      false,
    );
    expect(await ask(sourceAt(url), state('no_such_metric'))).toEqual([]);
  });

  it('counts good and all events, over a restart, and the same in pieces', async () => {
    const question: SourceQuestion = {
      kind: 'ratio',
      counter: true,
      good: { query: 'requests_total{code="200"}' },
      total: { query: 'sum(requests_total)' },
      sliceSeconds: 300,
    };
    const each: SourceQuestion = {
      ...question,
      total: { query: 'requests_total' },
    };
    const whole = await ask(sourceAt(url), each);
    expect(whole).toHaveLength(12);
    expect(whole[0]).toEqual({
      fromS: minute(0),
      toS: minute(5),
      good: 300,
      total: 300,
    });
    // A tenth fails; the minute of the restart is lost with what was counted in it.
    expect(whole[6]).toMatchObject({ good: 4 * 54, total: 4 * 54 + 5 * 6 });
    expect(whole[11]).toMatchObject({ good: 270, total: 300 });
    const pieces = [
      ...(await ask(sourceAt(url), each, [0, 25])),
      ...(await ask(sourceAt(url), each, [25, 35])),
      ...(await ask(sourceAt(url), each, [35, 60])),
    ];
    expect(pieces).toEqual(whole);
    const bad = await ask(sourceAt(url), {
      ...each,
      good: undefined,
      bad: { query: 'requests_total{code="500"}' },
    } as SourceQuestion);
    expect(bad[11]).toEqual(whole[11]);
    const rates = await ask(sourceAt(url), {
      ...question,
      counter: false,
      good: { query: 'vector(4.5)' },
      total: { query: 'vector(5)' },
    });
    expect(rates[0]).toEqual({
      fromS: minute(0),
      toS: minute(5),
      good: 1_350,
      total: 1_500,
    });
  });

  it('compares with a threshold, and takes shares', async () => {
    const samples = await ask(sourceAt(url), {
      kind: 'threshold',
      metric: { query: 'seconds' },
      op: 'lt',
      value: 0.25,
      sliceSeconds: 600,
    });
    // Minute 7 is infinite, which says nothing.
    expect(samples.slice(0, 3)).toEqual([
      { fromS: minute(0), toS: minute(10), good: 9, total: 9 },
      { fromS: minute(10), toS: minute(20), good: 5, total: 10 },
      { fromS: minute(20), toS: minute(30), good: 0, total: 10 },
    ]);
    const shares = await ask(sourceAt(url), {
      kind: 'share',
      of: 'success',
      raw: { query: 'success' },
      sliceSeconds: 300,
    });
    expect(shares[0]).toMatchObject({ good: 999_000, total: 1_000_000 });
    expect(shares[11]).toMatchObject({ good: 500_000, total: 1_000_000 });
  });

  it('says what is wrong with a query', async () => {
    await expect(ask(sourceAt(url), state('sum('))).rejects.toThrow(
      'Prometheus refuses the query',
    );
    await expect(
      ask(sourceAt(url), {
        kind: 'share',
        of: 'success',
        raw: {},
        sliceSeconds: 60,
      }),
    ).rejects.toThrow('has no query');
  });

  it('is reached through a door that asks for credentials', async () => {
    const door = http.createServer((req, res) => {
      const expected = `Basic ${Buffer.from('probe:word').toString('base64')}`;
      const isBearer = req.headers.authorization === 'Bearer token-1';
      if (!isBearer && req.headers.authorization !== expected) {
        res.writeHead(401).end('who are you?');
        return;
      }
      req.pipe(
        http.request(
          url + req.url,
          { method: req.method, headers: req.headers },
          answer => {
            res.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.pipe(res);
          },
        ),
      );
    });
    await new Promise<void>(resolve => {
      door.listen(0, '127.0.0.1', resolve);
    });
    const at = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
    const basic = { username: 'probe', password: 'word' };
    const up = state('portal_up{host="b"}');
    try {
      expect(await ask(sourceAt(at, { basic }), up)).toHaveLength(40);
      expect(
        await ask(sourceAt(at, { bearerToken: 'token-1' }), up),
      ).toHaveLength(40);
      await expect(ask(sourceAt(at), up)).rejects.toThrow(
        'answers 401; correct its credentials',
      );
    } finally {
      door.closeAllConnections();
      door.close();
    }
  });
});

describe('what is no Prometheus', () => {
  it('is told apart: silent, gone, broken, something else, endless', async () => {
    const server = http.createServer((req, res) => {
      if (req.url?.startsWith('/silent')) return;
      if (req.url?.startsWith('/broken')) res.writeHead(503).end('{}');
      else if (req.url?.startsWith('/moved')) {
        res.writeHead(302, { Location: '/' }).end();
      } else if (req.url?.startsWith('/endless')) {
        const more = () => {
          while (!res.destroyed && res.write(' '.repeat(1_000_000)));
        };
        res.on('drain', more);
        more();
      } else res.end('<html>welcome</html>');
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const reasonOf = (place: string, more?: object) =>
      ask(sourceAt(place, more), state('up')).catch(error => error.message);
    try {
      expect(await reasonOf(`${at}/silent`, { timeoutSeconds: 1 })).toBe(
        'Prometheus did not answer in time',
      );
      expect(await reasonOf(`${at}/broken`)).toBe('Prometheus answers 503');
      expect(await reasonOf(`${at}/moved`)).toBe(
        'Prometheus cannot be reached',
      );
      expect(await reasonOf(at)).toContain('answers something else');
      expect(await reasonOf(`${at}/endless`)).toContain('larger than 20 MB');
    } finally {
      server.closeAllConnections();
      server.close();
    }
    expect(await reasonOf(at)).toBe('Prometheus cannot be reached');
  });

  it('is refused as a setting, which is named', () => {
    expect(PrometheusSource.fromConfig(new ConfigReader({}))).toEqual([]);
    expect(() => sourceAt('nonsense')).toThrow(
      'serviceLevels.prometheus.sources.central.url: must be a URL',
    );
    expect(() =>
      sourceAt('http://prometheus.example.org', { bearerToken: 'x' }),
    ).toThrow('must begin with https://');
    expect(() =>
      sourceAt('https://prometheus.example.org', {
        bearerToken: 'x',
        basic: { username: 'a', password: 'b' },
      }),
    ).toThrow('keep one');
    expect(() =>
      sourceAt('https://prometheus.example.org', { timeoutSeconds: 600 }),
    ).toThrow('must be 1 to 25');
  });
});
