import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Knex } from 'knex';
import type { EngineProcessSettings } from '../engineProcess';

const ROOT = resolve(__dirname, '../../../../..');

/** A replica that can be killed. */
export class EngineProcess {
  readonly output: string[] = [];
  private constructor(
    private readonly child: ChildProcess,
    readonly exited: Promise<void>,
  ) {}

  static start(options: {
    knex: Knex;
    brokerUrl: string;
    options: EngineProcessSettings['options'];
  }): EngineProcess {
    const { connection } = options.knex.client.config;
    const settings: EngineProcessSettings = {
      // knex hides the password from whoever copies the object.
      connection: { ...connection, password: connection.password },
      driverModule:
        '@dualcloud/backstage-plugin-cloud-services-backend-module-osb',
      brokers: {
        memory: {
          url: options.brokerUrl,
          auth: { username: 'platform', password: 'platform-password' },
        },
      },
      options: options.options,
    };
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', resolve(__dirname, '../engineProcess.ts')],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          ENGINE_PROCESS: JSON.stringify(settings),
          // Halves the time to start.
          NODE_COMPILE_CACHE: resolve(ROOT, 'node_modules/.cache/engine'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const exited = new Promise<void>(done => {
      child.once('exit', () => done());
    });
    const engine = new EngineProcess(child, exited);
    child.stdout?.on('data', data => engine.output.push(String(data)));
    child.stderr?.on('data', data => engine.output.push(String(data)));
    return engine;
  }

  get started(): boolean {
    return this.output.join('').includes('"started":true');
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }
}
