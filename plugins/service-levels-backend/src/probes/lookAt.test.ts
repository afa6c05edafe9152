import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { Allowance } from './allowance';
import { lookAtHttp, lookAtPostgresql, lookAtTcp } from './lookAt';

jest.setTimeout(30_000);

const open: net.Server[] = [];
const sockets = new Set<net.Socket>();

/** @returns the port */
async function listen(server: net.Server): Promise<number> {
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  open.push(server);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}
afterEach(async () => {
  sockets.forEach(socket => socket.destroy());
  sockets.clear();
  await Promise.all(
    open.splice(0).map(server => new Promise(done => server.close(done))),
  );
});

const within = (ms: number) => ({ signal: AbortSignal.timeout(ms) });

describe('a look at a page', () => {
  it('goes by the status, follows no redirect and reads no endless page', async () => {
    const asked: string[] = [];
    const port = await listen(
      http.createServer((req, res) => {
        asked.push(req.url ?? '');
        switch (req.url) {
          case '/moved':
            res.writeHead(302, { Location: '/elsewhere' }).end();
            break;
          case '/broken':
            res.writeHead(503).end('sorry');
            break;
          case '/huge': {
            res.writeHead(200);
            const more = () => {
              while (!res.destroyed && res.write('x'.repeat(65_536)));
            };
            res.on('drain', more);
            more();
            break;
          }
          case '/slow':
            res.writeHead(200);
            res.write('one moment');
            break;
          case '/silent':
            break;
          default:
            res.writeHead(200).end('fine');
        }
      }),
    );
    const look = (path: string, status?: number[]) =>
      lookAtHttp(
        { url: `http://127.0.0.1:${port}${path}`, status },
        within(700),
      );
    expect(await look('/')).toEqual({ up: true, status: 200 });
    expect(await look('/moved')).toEqual({ up: true, status: 302 });
    expect(await look('/moved', [200])).toEqual({
      up: false,
      reason: 'status',
      status: 302,
    });
    expect(await look('/broken')).toEqual({
      up: false,
      reason: 'status',
      status: 503,
    });
    expect(await look('/broken', [503])).toEqual({ up: true, status: 503 });
    expect(await look('/huge')).toEqual({ up: true, status: 200 });
    expect(await look('/slow')).toEqual({ up: false, reason: 'timeout' });
    expect(await look('/silent')).toEqual({ up: false, reason: 'timeout' });
    expect(asked).not.toContain('/elsewhere');
  });

  it('says what kept it from connecting', async () => {
    const server = net.createServer();
    const port = await listen(server);
    await new Promise(done => server.close(done));
    open.length = 0;
    expect(
      await lookAtHttp({ url: `http://127.0.0.1:${port}/` }, within(2_000)),
    ).toEqual({ up: false, reason: 'connection' });
    expect(
      await lookAtHttp({ url: 'http://nowhere.invalid/' }, within(5_000)),
    ).toEqual({ up: false, reason: 'name' });
    expect(await lookAtTcp({ host: '127.0.0.1', port }, within(2_000))).toEqual(
      { up: false, reason: 'connection' },
    );
    const plain = await listen(http.createServer());
    const tls = await lookAtHttp(
      { url: `https://127.0.0.1:${plain}/` },
      within(2_000),
    );
    expect(tls.up).toBe(false);
    expect(
      await lookAtTcp({ host: '127.0.0.1', port: plain }, within(2_000)),
    ).toEqual({
      up: true,
    });
  });
});

describe('a look at a database', () => {
  const uri =
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING ?? '';

  it('logs in, or says why not', async () => {
    expect(
      await lookAtPostgresql({ connectionString: uri }, within(5_000)),
    ).toEqual({ up: true });
    const wrong = new URL(uri);
    wrong.password = 'wrong';
    expect(
      await lookAtPostgresql(
        { connectionString: String(wrong) },
        within(5_000),
      ),
    ).toEqual({ up: false, reason: 'login' });
    const missing = new URL(uri);
    missing.pathname = '/no_such_database';
    expect(
      await lookAtPostgresql(
        { connectionString: String(missing) },
        within(5_000),
      ),
    ).toEqual({ up: false, reason: 'login' });
  });

  it('does not wait for a server that says nothing, or hangs up', async () => {
    const silent = await listen(net.createServer());
    expect(
      await lookAtPostgresql(
        { connectionString: `postgresql://u:p@127.0.0.1:${silent}/db` },
        within(500),
      ),
    ).toEqual({ up: false, reason: 'timeout' });
    const rude = await listen(net.createServer(socket => socket.destroy()));
    expect(
      await lookAtPostgresql(
        { connectionString: `postgresql://u:p@127.0.0.1:${rude}/db` },
        within(2_000),
      ),
    ).toEqual({ up: false, reason: 'connection' });
  });
});

describe('probes only go where they may', () => {
  const allowance = Allowance.create([
    'portal.example.org',
    '*.intern.example.org',
    'odd.example.org:8443',
    'http://old.example.org',
    '127.0.0.1',
  ]);

  it.each([
    ['https://portal.example.org/health', true],
    ['https://PORTAL.example.org./', true],
    ['http://portal.example.org/health', false],
    ['https://user:word@portal.example.org/', false],
    ['https://portal.example.org.evil.org/', false],
    ['https://a.intern.example.org:9000/', true],
    ['https://intern.example.org/', false],
    ['https://odd.example.org:8443/', true],
    ['https://odd.example.org/', false],
    ['http://old.example.org/', true],
    ['http://127.0.0.1:3000/', true],
    ['http://[::1]/', false],
    ['http://169.254.169.254/latest/meta-data', false],
  ])('%s: %s', (url, allowed) => {
    expect(allowance.http(url)).toBe(allowed);
  });

  it('refuses what is no host', () => {
    expect(allowance.tcp('127.0.0.1', 22)).toBe(true);
    expect(allowance.tcp('localhost', 22)).toBe(false);
    expect(() => Allowance.create(['https://a.example.org/path'])).toThrow(
      'serviceLevels.probes.allow[0]',
    );
    expect(() => Allowance.create(['*'])).toThrow('write a host such as');
  });
});
