/*
 * The backend as a process of its own, as it is in production: whoever hands in
 * usage is elsewhere, and a million events of theirs are not in its memory.
 */
import cloudCosts from '@dualcloud/backstage-plugin-cloud-costs-backend';
import { Bench, Postgres, startBackend } from '../harness';

/** What the benchmark needs to know of it. */
export type Intake = { url: string; token: string; database: string };

async function main(): Promise<void> {
  const bench = new Bench('usage-ingest');
  const leave = () => bench.cleanUp().finally(() => process.exit(0));
  process.once('disconnect', leave);
  const backend = await startBackend(bench, {
    postgres: Postgres.at(process.env.BENCH_POSTGRES ?? ''),
    features: [cloudCosts],
    entities: [],
    // What adds up must not compete with what takes in; see the benchmark `rating`.
    config: { cloudCosts: { workers: { enabled: false } } },
  });
  const { url, serviceToken: token, prefix } = backend;
  process.send?.({ url, token, database: `${prefix}cloud-costs` });
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
