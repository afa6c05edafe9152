/*
 * From stored orders to ready instances: the real engine and the real OSB
 * driver, in a process of their own, against an asynchronous broker that
 * answers at once. Each instance takes a PUT and a poll.
 *
 * Then 10,000 operations that the broker never ends: how late are the polls?
 */
import { resolve } from 'node:path';
import type { Knex } from 'knex';
import {
  type Bench,
  benchmark,
  median,
  msPerUnit,
  percentile,
  type Postgres,
  ROOT,
  until,
} from './harness';
import { Broker } from './provisioning/Broker';
import { Engine } from './provisioning/Engine';
import { claimAndComplete, putAndPoll } from './provisioning/rivals';
import { release, seedOrders, sendAll, succeeded } from './provisioning/seed';

const MIGRATIONS = resolve(ROOT, 'plugins/cloud-services-backend/migrations');

/** The engine's own longest pause between polls where the broker names none. */
const POLL_INTERVAL_MS = 15_000;

async function open(postgres: Postgres) {
  // As many connections as the engine's process has.
  const knex = await postgres.connect({ max: 4 });
  await knex.migrate.latest({ directory: MIGRATIONS });
  return knex;
}

function connectionOf(knex: Knex): string {
  return knex.client.config.connection.connectionString;
}

async function throughput(bench: Bench, postgres: Postgres): Promise<void> {
  const knex = await open(postgres);
  const broker = await Broker.start();
  bench.defer(() => broker.stop());
  const count = bench.size(1_000, 50);
  let batches = 0;
  const seed = async (size = count) => {
    batches += 1;
    const batch = `b${batches}`;
    await seedOrders(knex, batch, size);
    return batch;
  };
  const few = Math.ceil(count / 5);

  const series = await bench.interleave({
    ours: {
      prepare: async () => ({
        batch: await seed(),
        engine: await Engine.start({
          connection: connectionOf(knex),
          brokerUrl: broker.url,
          // In a portal the engine is woken by the commit; here it must look.
          options: { idleMs: 20 },
        }),
      }),
      run: async ({ batch }: { batch: string; engine: Engine }) => {
        await release(knex, batch);
        await until(async () => (await succeeded(knex, batch)) === count, 20);
        return { units: count };
      },
      finish: ({ engine }) => engine.stop(),
    },
    limit: {
      prepare: () => seed(),
      run: async (batch: string) => {
        await release(knex, batch);
        await claimAndComplete(knex);
        return { units: count };
      },
    },
    naive: {
      prepare: () => seed(few),
      run: async (batch: string) => {
        await putAndPoll(knex, { batch, brokerUrl: broker.url });
        return { units: few };
      },
    },
  });
  const perSecond = (one: typeof series.ours) => 1_000 / median(msPerUnit(one));
  bench.figure('oursPerSecond', perSecond(series.ours), 'instances');
  bench.figure('limitPerSecond', perSecond(series.limit));
  bench.figure('naivePerSecond', perSecond(series.naive));
  bench.throughputRatio('limit', series.ours, series.limit, '≥ 0.5');
  bench.throughputRatio('naive', series.ours, series.naive);
  bench.check(
    'the broker was asked once for each instance',
    [...broker.made.values()].every(times => times === 1),
  );
}

async function lateness(bench: Bench, postgres: Postgres): Promise<void> {
  const knex = await open(postgres);
  const broker = await Broker.start();
  bench.defer(() => broker.stop());
  broker.state = 'in progress';
  const count = bench.size(10_000, 200);
  await seedOrders(knex, 'flight', count);
  await sendAll(knex, 'flight', POLL_INTERVAL_MS);
  bench.log(`${count} operations in flight for a minute`);
  const engine = await Engine.start({
    connection: connectionOf(knex),
    brokerUrl: broker.url,
  });
  bench.defer(() => engine.stop());
  await new Promise(done => {
    setTimeout(done, 4 * POLL_INTERVAL_MS);
  });
  const late = broker.gaps.map(gap => gap - POLL_INTERVAL_MS);
  bench.figure('inFlight', count);
  bench.figure('polls', late.length);
  bench.figure('pollLatenessP50Ms', percentile(late, 0.5));
  bench.figure('pollLatenessP99Ms', percentile(late, 0.99), 'goal ≤ 1000');
  bench.check('each operation was polled again', late.length >= count * 2);
}

benchmark('provisioning', async bench => {
  const postgres = await bench.postgres();
  await throughput(bench, postgres);
  await lateness(bench, postgres);
});
