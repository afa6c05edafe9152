import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import knexFactory, { type Knex } from 'knex';

/** The repository. */
export const ROOT = resolvePackagePath('@dualcloud/benchmarks', '..');

/**
 * Unlike the tests' server, this one writes durably, as one in production does:
 * without, many small commits would look as cheap as one large one.
 */
const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '512MB',
  effective_cache_size: '2GB',
  work_mem: '32MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
};

/** A PostgreSQL server that goes away with this process. */
export class Postgres {
  private databases = 0;
  private readonly clients: Knex[] = [];

  private constructor(
    /** As the superuser, to the database `postgres`. */
    readonly url: string,
    private readonly child?: ChildProcess,
  ) {}

  /** One that another process has started, and stops. */
  static at(url: string): Postgres {
    return new Postgres(url);
  }

  /** @param settings - in addition to ours, such as `{ work_mem: '64MB' }` */
  static async start(settings: Record<string, string> = {}): Promise<Postgres> {
    const child = fork(resolve(ROOT, 'scripts/test-postgres.mjs'), {
      env: {
        ...process.env,
        TEST_POSTGRES_SETTINGS: JSON.stringify({ ...SETTINGS, ...settings }),
      },
      execArgv: [],
    });
    const url = await new Promise<string>((done, fail) => {
      child.once('message', (answer: { connectionString: string }) =>
        done(answer.connectionString),
      );
      child.once('error', fail);
      child.once('exit', code =>
        fail(new Error(`PostgreSQL did not start (exit code ${code})`)),
      );
    });
    return new Postgres(url, child);
  }

  /** The URL of a database; whether it exists is not looked at. */
  urlOf(database: string): string {
    const url = new URL(this.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** A connection pool, to a new and empty database unless one is named. */
  async connect(
    options: { database?: string; max?: number } = {},
  ): Promise<Knex> {
    const { max = 10 } = options;
    let { database } = options;
    if (!database) {
      this.databases += 1;
      database = `bench_${this.databases}`;
      const admin = this.open('postgres', 1);
      await admin.raw('create database ??', [database]);
    }
    return this.open(database, max);
  }

  private open(database: string, max: number): Knex {
    const knex = knexFactory({
      client: 'pg',
      connection: { connectionString: this.urlOf(database) },
      pool: { min: 0, max },
    });
    this.clients.push(knex);
    return knex;
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map(knex => knex.destroy()));
    const { child } = this;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise(done => {
      child.once('exit', done);
    });
    child.kill('SIGTERM');
    await gone;
  }
}
