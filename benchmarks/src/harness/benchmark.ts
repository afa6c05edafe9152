import { Bench } from './Bench';

/**
 * Runs a benchmark as this process and ends it: with 1 if it threw or one of
 * its claims does not hold.
 */
export function benchmark(
  name: string,
  body: (bench: Bench) => Promise<void>,
): void {
  const bench = new Bench(name);
  const leave = (signal: NodeJS.Signals) => {
    bench.log(`stopped by ${signal}`);
    bench.cleanUp().finally(() => process.exit(1));
  };
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  run(bench, body).then(
    ok => process.exit(ok ? 0 : 1),
    error => {
      process.stderr.write(`${error?.stack ?? error}\n`);
      process.exit(1);
    },
  );
}

async function run(
  bench: Bench,
  body: (bench: Bench) => Promise<void>,
): Promise<boolean> {
  try {
    await body(bench);
  } finally {
    await bench.cleanUp();
  }
  bench.report();
  // What is written to a pipe is gone if the process ends before it is read.
  await new Promise(done => {
    process.stdout.write('', done);
  });
  return !bench.failed;
}
