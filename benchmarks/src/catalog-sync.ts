/*
 * Services and live instances on their way into the catalog: a real catalog
 * backend with our providers and our processor, which read the real cloud
 * services plugin over HTTP, against a catalog backend with a provider that
 * just hands over the same entities.
 *
 * A tenth of the 10,000 are services; each of them brings its template along.
 */
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { BareProvider } from './catalog-sync/bare';
import { CatalogBroker, offering } from './catalog-sync/broker';
import {
  announceAll,
  changePlan,
  CONFIG,
  fingerprint,
  finished,
  Herald,
} from './catalog-sync/portal';
import { organisation, seedInstances } from './cloud-services/instances';
import {
  type Bench,
  benchmark,
  median,
  msPerUnit,
  percentile,
  type Postgres,
  startBackend,
} from './harness';

type Size = { services: number; instances: number };

const pause = (ms: number) =>
  new Promise(done => {
    setTimeout(done, ms);
  });

const CATALOG = [
  import('@backstage/plugin-catalog-backend'),
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
];

async function startOurs(bench: Bench, postgres: Postgres, prefix?: string) {
  const broker = new CatalogBroker();
  const herald = new Herald();
  const backend = await startBackend(bench, {
    postgres,
    prefix,
    config: CONFIG,
    features: [
      ...CATALOG,
      import(
        '@dualcloud/backstage-plugin-catalog-backend-module-cloud-services'
      ),
      import('@dualcloud/backstage-plugin-cloud-services-backend'),
      broker.feature(),
      herald.feature(),
    ],
  });
  return {
    broker,
    herald,
    backend,
    catalog: await backend.database('catalog'),
    plugin: await backend.database('cloud-services'),
  };
}

type Ours = Awaited<ReturnType<typeof startOurs>>;

async function startBare(bench: Bench, postgres: Postgres) {
  const provider = new BareProvider();
  const backend = await startBackend(bench, {
    postgres,
    config: CONFIG,
    features: [...CATALOG, provider.feature()],
  });
  return { provider, backend, catalog: await backend.database('catalog') };
}

async function untilFinished(catalog: Knex, count: number): Promise<void> {
  const end = Date.now() + 20 * 60_000;
  for (let have = 0; have < count; have = await finished(catalog)) {
    if (Date.now() > end) {
      throw new Error(`only ${have} of ${count} entities after 20 minutes`);
    }
    await pause(100);
  }
}

async function fill({ plugin }: Ours, { instances }: Size): Promise<void> {
  const { teams } = organisation(200);
  await seedInstances(plugin, { teams, instances });
}

async function release(ours: Ours, size: Size): Promise<void> {
  await announceAll(ours.plugin);
  ours.broker.services = Array.from({ length: size.services }, (_, at) =>
    offering(at),
  );
  await Promise.all([ours.herald.changed(), ours.herald.syncWanted()]);
}

/** What a provider would have handed over. */
async function entitiesOf(catalog: Knex): Promise<Entity[]> {
  const rows: Array<{ unprocessed_entity: string }> = await catalog(
    'refresh_state',
  ).select('unprocessed_entity');
  return rows.map(row => JSON.parse(row.unprocessed_entity));
}

async function visibility(
  bench: Bench,
  { plugin, herald, backend }: Ours,
): Promise<void> {
  const rows: Array<{ id: string; entity_name: string }> = await plugin(
    'instances',
  )
    .select('id', 'entity_name')
    .orderBy('id')
    .limit(40);
  const times: number[] = [];
  for (const { id, entity_name: name } of rows) {
    const start = performance.now();
    await changePlan(plugin, id, 'large');
    await herald.changed();
    for (let plan = ''; plan !== 'large'; ) {
      const entity = await backend.call<Entity>(
        backend.serviceToken,
        `/catalog/entities/by-name/resource/default/${name}`,
      );
      plan = String(entity.spec?.plan);
    }
    times.push(performance.now() - start);
  }
  bench.figure('changeVisibleP50Ms', percentile(times, 0.5));
  bench.figure('changeVisibleP95Ms', percentile(times, 0.95), 'goal ≤ 1500');
}

/** Everything is read again, by a restart as well. */
async function unchanged(
  bench: Bench,
  postgres: Postgres,
  before: Ours,
): Promise<void> {
  const services = before.broker.services;
  const print = await fingerprint(before.catalog);
  await before.herald.syncWanted();
  await pause(5_000);
  const synced = await fingerprint(before.catalog);
  bench.check('an unchanged sync writes nothing', synced === print);
  await before.backend.stop();
  const after = await startOurs(bench, postgres, before.backend.prefix);
  after.broker.services = services;
  await after.herald.syncWanted();
  await pause(10_000);
  const restarted = await fingerprint(after.catalog);
  bench.check('a restart writes nothing', restarted === print);
}

benchmark('catalog-sync', async bench => {
  const postgres = await bench.postgres();
  const size = {
    services: bench.size(1_000, 10),
    instances: bench.size(9_000, 90),
  };
  // Each service with its template.
  const count = 2 * size.services + size.instances;

  const first = await startOurs(bench, postgres);
  await fill(first, size);
  await release(first, size);
  await untilFinished(first.catalog, count);
  const entities = await entitiesOf(first.catalog);
  bench.figure('entities', count);
  bench.check(
    'the catalog has all, and nothing else',
    (await finished(first.catalog)) === count,
  );
  await visibility(bench, first);
  await unchanged(bench, postgres, first);

  const series = await bench.interleave(
    {
      ours: {
        prepare: async () => {
          const ours = await startOurs(bench, postgres);
          await fill(ours, size);
          return ours;
        },
        run: async (ours: Ours) => {
          await release(ours, size);
          await untilFinished(ours.catalog, count);
        },
        finish: ({ backend }) => backend.stop(),
      },
      bare: {
        prepare: () => startBare(bench, postgres),
        run: async ({
          provider,
          catalog,
        }: Awaited<ReturnType<typeof startBare>>) => {
          await provider.provide(entities);
          await untilFinished(catalog, count);
        },
        finish: ({ backend }) => backend.stop(),
      },
    },
    { warmUps: 0 },
  );
  bench.figure('oursMs', median(msPerUnit(series.ours)));
  bench.figure('bareMs', median(msPerUnit(series.bare)));
  bench.timeRatio('bare', series.ours, series.bare, '≤ 1.05');
});
