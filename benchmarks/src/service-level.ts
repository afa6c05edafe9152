/*
 * Ten services with a year of one-minute samples each, handed in over HTTP: the
 * figures of all of them for all twelve months, with nothing kept from before,
 * against the database grouping the same samples by service and month, which
 * knows no calendar. Every figure is compared with an oracle that looks at every
 * minute. And how long a released report takes.
 */
import type {
  ServiceLevel,
  ReportSummary,
} from '@dualcloud/backstage-plugin-service-levels-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import {
  type Bench,
  benchmark,
  median,
  msPerUnit,
  percentile,
  startBackend,
  type TestBackend,
  until,
} from './harness';
import { MONTHS, Oracle, type Seconds } from './service-level/oracle';
import { makeMinutes, type Minutes, toBodies } from './service-level/samples';
import {
  entitiesOf,
  makeServices,
  PROVIDER,
  type Service,
  YEAR,
  ZONE,
} from './service-level/services';

/** As many collectors hand in samples at a time. */
const SENDERS = 4;

/** Hands in everything; a service's samples come in order, as a collector has them. */
async function handIn(backend: TestBackend, all: Minutes[]): Promise<number> {
  const waiting = [...all];
  let stored = 0;
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        for (const body of toBodies(next)) {
          const report = await backend.call<{ stored: number }>(
            backend.serviceToken,
            '/service-levels/samples',
            { method: 'POST', body },
          );
          stored += report.stored;
        }
      }
    }),
  );
  return stored;
}

/** Figures of all services in a month, by agreement. */
async function figuresOf(
  backend: TestBackend,
  token: string,
  month: string,
): Promise<Map<string, ServiceLevel>> {
  const { items } = await backend.call<{ items: ServiceLevel[] }>(
    token,
    `/service-levels/service-levels?period=${month}&limit=100`,
  );
  return new Map(items.map(level => [level.agreement, level]));
}

function agrees(found: Seconds | undefined, truth: Seconds | undefined) {
  return (
    found !== undefined &&
    truth !== undefined &&
    Object.entries(truth).every(
      ([key, seconds]) => found[key as keyof Seconds] === seconds,
    )
  );
}

/** How many figures are not what every minute says. */
async function countWrong(
  services: Service[],
  expected: Array<Map<string, Seconds>>,
  read: (month: string) => Promise<Map<string, ServiceLevel>>,
): Promise<number> {
  let wrong = 0;
  for (const month of MONTHS) {
    const levels = await read(month);
    wrong += services.filter(
      ({ name }, at) =>
        !agrees(
          levels.get(name)?.headline?.availability,
          expected[at].get(month),
        ),
    ).length;
  }
  return wrong;
}

/** Whatever was worked out before is outdated now. */
async function forget(knex: Knex): Promise<void> {
  await knex('cursors')
    .where({ name: 'facts' })
    .update({ value: knex.raw(`(value::bigint + 1)::text`) });
}

/** Releases the report of each service for the year's last month, and returns them. */
async function releaseReports(
  backend: TestBackend,
  token: string,
): Promise<ReportSummary[]> {
  const { items } = await backend.call<{ items: ReportSummary[] }>(
    token,
    `/service-levels/service-reports?month=${YEAR}-12&limit=100`,
  );
  for (const { id } of items) {
    await backend.call(token, `/service-levels/service-reports/${id}/release`, {
      method: 'POST',
      body: {},
      headers: { 'idempotency-key': `release-${id}` },
    });
  }
  return items;
}

async function run(bench: Bench): Promise<void> {
  const postgres = await bench.postgres();
  const services = makeServices(10);
  const backend = await startBackend(bench, {
    postgres,
    entities: entitiesOf(services),
    config: {
      serviceLevels: {
        samples: { keepDays: 3_660 },
        reports: { months: 36 },
      },
    },
    features: [
      import('@backstage/plugin-permission-backend'),
      import(
        '@dualcloud/backstage-plugin-permission-backend-module-cloud-services'
      ),
      import('@dualcloud/backstage-plugin-service-levels-backend'),
    ],
  });
  const knex = await backend.database('service-levels');
  const token = backend.identities.tokenOf('user:default/provider', [PROVIDER]);
  const read = (month: string) => figuresOf(backend, token, month);
  await until(async () => {
    const [row] = await knex('commitments').count({ commitments: '*' });
    return Number(row.commitments) === services.length;
  }, 100);

  const fromS = DateTime.fromObject({ year: YEAR }, { zone: ZONE }).toSeconds();
  const span = { fromS, minutes: bench.size(525_600, 44_640) };
  const minutes = services.map(({ subjectRef }, at) =>
    makeMinutes(subjectRef, at + 1, span),
  );
  const oracle = await Oracle.create();
  const expected = services.map((service, at) =>
    oracle.monthsOf(service, minutes[at]),
  );
  const begun = performance.now();
  const samples = await handIn(backend, minutes);
  bench.figure('samples', samples);
  bench.figure(
    'intakePerSecond',
    (samples / (performance.now() - begun)) * 1_000,
    'over HTTP, outages included',
  );
  await knex.raw('vacuum analyze');
  bench.check(
    'every figure is what every minute says',
    (await countWrong(services, expected, read)) === 0,
  );

  const { ours, limit } = await bench.interleave({
    ours: {
      prepare: () => forget(knex),
      run: async () => {
        for (const month of MONTHS) await read(month);
        return { units: samples };
      },
    },
    limit: async () => {
      await knex.raw(
        `select series_id, date_trunc('month', to_timestamp(at_s) at time zone ?) as month,
           count(*), count(*) filter (where not up) from samples group by 1, 2`,
        [ZONE],
      );
      return { units: samples };
    },
  });
  bench.figure('yearMs', median(msPerUnit(ours)) * samples, '120 figures');
  bench.figure('groupByMs', median(msPerUnit(limit)) * samples);
  bench.throughputRatio('limit', ours, limit, '≥ 0.5');

  const reports = await releaseReports(backend, token);
  const times: number[] = [];
  for (let round = 0; round < 30; round += 1) {
    for (const { id } of reports) {
      const start = performance.now();
      await backend.call(token, `/service-levels/service-reports/${id}`);
      times.push(performance.now() - start);
    }
  }
  bench.check('each service has a report', reports.length === services.length);
  bench.figure('reportP50Ms', median(times), 'released, over HTTP');
  bench.figure('reportP95Ms', percentile(times, 0.95), 'goal ≤ 50');
}

benchmark('service-level', run);
