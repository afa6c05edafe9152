import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import type { Bench, Postgres } from '../harness';
import { ROOT } from '../harness/postgres';
import type { Intake } from './backend';

/** Starts the backend; it goes away with the benchmark. */
export async function startIntake(
  bench: Bench,
  postgres: Postgres,
): Promise<Intake> {
  const child = fork(resolve(ROOT, 'benchmarks/src/usage-ingest/backend.ts'), {
    env: { ...process.env, BENCH_POSTGRES: postgres.url },
  });
  const gone = new Promise<void>(done => {
    child.once('exit', () => done());
  });
  bench.defer(async () => {
    if (child.connected) child.disconnect();
    await gone;
  });
  return new Promise((done, fail) => {
    child.once('message', intake => done(intake as Intake));
    child.once('exit', code =>
      fail(new Error(`the backend ended with ${code}`)),
    );
  });
}
