import { execFile, spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

/** Of Debian's request-tracker5, rt5-standalone and rt5-db-sqlite. */
const SERVER = '/usr/share/request-tracker5/libexec/rt-server';
const SETUP = '/usr/sbin/rt-setup-database-5';
const PACKAGES = ['rt5-standalone', 'rt5-db-sqlite'];

/** Whether it could be started; `npm test` says so when tests are left out. */
export const hasRequestTracker = [
  SERVER,
  SETUP,
  ...PACKAGES.map(name => `/usr/share/doc/${name}`),
].every(file => existsSync(file));

/** Users of the tests: the portal's own, and somebody at the provider's desk. */
export const PORTAL = { user: 'portal', password: 'portal-password' };
export const DESK = { user: 'desk', password: 'desk-password' };

/** Three queues with their custom fields, and two users who may work on them. */
const CONTENT = `
our @Queues = map { { Name => $_ } } ('Incidents', 'Problems', 'Changes');
our @Users = (
  { Name => 'portal', Password => 'portal-password', Privileged => 1 },
  { Name => 'desk', Password => 'desk-password', Privileged => 1 },
);
our @CustomFields = map { {
  Name => $_, MaxValues => 1, LookupType => 'RT::Queue-RT::Ticket',
  Type => /Workaround|Resolution/ ? 'Text' : 'Freeform',
  ApplyTo => ['Incidents', 'Problems', 'Changes'],
} } ('Class', 'Workaround', 'Resolution', 'Service', 'Customer');
our @ACL = (
  (map { { UserId => 'portal', Right => $_ } } qw(
    SeeQueue ShowTicket CreateTicket ReplyToTicket ModifyTicket
    SeeCustomField ModifyCustomField
  )),
  (map { { UserId => 'desk', Right => $_ } } qw(
    SeeQueue ShowTicket CreateTicket ReplyToTicket ModifyTicket
    SeeCustomField ModifyCustomField CommentOnTicket
  )),
);
1;
`;

/** A real Request Tracker with a database of its own. */
export class RequestTracker {
  private child?: ChildProcess;

  private constructor(
    private readonly folder: string,
    readonly url: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async start(): Promise<RequestTracker> {
    const folder = mkdtempSync(path.join(tmpdir(), 'dualcloud-rt-'));
    const port = await freePort();
    const site = path.join(folder, 'RT_SiteConfig.pm');
    const env = {
      ...process.env,
      RT_SITE_CONFIG: site,
      RT_SITE_CONFIG_DIR: path.join(folder, 'conf.d'),
    };
    for (const name of ['conf.d', 'mason', 'session']) {
      mkdirSync(path.join(folder, name));
    }
    writeFileSync(site, siteConfig(folder, port));
    writeFileSync(path.join(folder, 'content'), CONTENT);
    const started = new RequestTracker(folder, `http://127.0.0.1:${port}`, env);
    await started.setUp();
    await started.serve(port);
    return started;
  }

  /** Its REST API as one of the users; the answer's JSON. */
  async as(
    { user, password }: { user: string; password: string },
    method: string,
    resource: string,
    body?: object,
  ): Promise<any> {
    const basic = Buffer.from(`${user}:${password}`).toString('base64');
    const answer = await fetch(`${this.url}/REST/2.0${resource}`, {
      method,
      headers: {
        Authorization: `Basic ${basic}`,
        'Content-Type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (child && child.exitCode === null) {
      const ended = new Promise(resolve => {
        child.once('exit', resolve);
      });
      child.kill();
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async setUp(): Promise<void> {
    const set = (...args: string[]) =>
      promisify(execFile)(SETUP, ['--skip-create', '--force', ...args], {
        env: this.env,
      });
    await set('--action', 'init');
    const content = path.join(this.folder, 'content');
    await set('--action', 'insert', '--datafile', content);
  }

  private async serve(port: number): Promise<void> {
    this.child = spawn(
      SERVER,
      ['--host', '127.0.0.1', '--port', String(port)],
      { env: this.env, stdio: 'ignore' },
    );
    for (let tries = 0; ; tries += 1) {
      const ready = await this.as(DESK, 'GET', '/rt').catch(() => undefined);
      if (ready) return;
      if (tries > 300 || this.child.exitCode !== null) {
        throw new Error('Request Tracker does not become ready');
      }
      await new Promise(resolve => {
        setTimeout(resolve, 200);
      });
    }
  }
}

function siteConfig(folder: string, port: number): string {
  return `
Set($rtname, 'dualcloud.test');
Set($Organization, 'dualcloud.test');
Set($WebDomain, '127.0.0.1');
Set($WebPort, ${port});
Set($WebBaseURL, 'http://127.0.0.1:${port}');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '${folder}/rt.sqlite3');
Set($LogToSTDERR, 'error');
Set($LogToSyslog, undef);
Set($LogToFile, undef);
Set($MailCommand, 'testfile');
Set($MasonDataDir, '${folder}/mason');
Set($MasonSessionDir, '${folder}/session');
1;
`;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}
