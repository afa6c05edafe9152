import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { ROOT } from '../harness';

const MODULE = 'plugins/cloud-services-backend/src/provisioning';

/** The real engine with the real OSB driver, as a process of its own. */
export class Engine {
  private constructor(
    private readonly child: ChildProcess,
    private readonly gone: Promise<unknown>,
  ) {}

  static async start(options: {
    connection: string;
    brokerUrl: string;
    options?: Record<string, number>;
  }): Promise<Engine> {
    const settings = {
      connection: options.connection,
      driverModule:
        '@dualcloud/backstage-plugin-cloud-services-backend-module-osb',
      brokers: {
        bench: {
          url: options.brokerUrl,
          auth: { username: 'platform', password: 'platform' },
        },
      },
      options: options.options,
    };
    const profile = process.env.BENCH_PROFILE
      ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
      : [];
    const child = spawn(
      process.execPath,
      [
        ...profile,
        '--import',
        'tsx',
        resolve(ROOT, MODULE, 'engineProcess.ts'),
      ],
      {
        cwd: ROOT,
        env: { ...process.env, ENGINE_PROCESS: JSON.stringify(settings) },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const gone = new Promise(done => {
      child.once('exit', done);
    });
    await new Promise<void>((done, fail) => {
      child.stdout?.on('data', data => {
        const text = String(data);
        if (text.includes('"started":true')) done();
        if (text.includes('"level":"error"')) process.stderr.write(text);
      });
      child.once('exit', code =>
        fail(new Error(`the engine ended with ${code}`)),
      );
    });
    return new Engine(child, gone);
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    await this.gone;
  }
}
